import { CoreError } from '../errors.js';

/** A value that a network of the zoo can be built with. Ranges include both ends. */
export type ZooParameter = NumericParameter | TextParameter;

export interface NumericParameter {
  readonly type: 'integer' | 'number';
  readonly description: string;
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly multipleOf?: number;
}

export interface TextParameter {
  readonly type: 'text';
  readonly description: string;
  readonly default: string;
  readonly maximumLength: number;
}

export type ZooParameters = Readonly<Record<string, ZooParameter>>;

export type ZooValue = number | string;

/** The values of all parameters, by name. */
export type ValuesOf<Parameters extends ZooParameters> = {
  readonly [Name in keyof Parameters]: Parameters[Name] extends TextParameter ? string : number;
};

/** The given values and the defaults of the others. Throws `invalid-parameter`. */
export function parameterValues<Parameters extends ZooParameters>(
  parameters: Parameters,
  given: Readonly<Record<string, ZooValue>>,
): ValuesOf<Parameters> {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(parameters, name)) {
      throw invalid(name, given[name]!, `one of ${Object.keys(parameters).join(', ')}`, 'parameter ');
    }
  }
  const values = Object.entries(parameters).map(([name, parameter]) => {
    const value = given[name] ?? parameter.default;
    const expected = parameter.type === 'text' ? textFault(parameter, value) : numericFault(parameter, value);
    if (expected !== null) throw invalid(name, value, expected);
    return [name, value];
  });
  return Object.fromEntries(values) as ValuesOf<Parameters>;
}

/** What is expected instead of the value; null when it is right. */
function numericFault(parameter: NumericParameter, value: ZooValue): string | null {
  const { type, minimum, maximum, multipleOf = 0 } = parameter;
  const fits =
    typeof value === 'number' &&
    value >= minimum &&
    value <= maximum &&
    (type === 'number' || Number.isInteger(value)) &&
    (multipleOf === 0 || value % multipleOf === 0);
  if (fits) return null;
  const article = type === 'integer' ? 'an integer' : 'a number';
  return `${article} from ${minimum} to ${maximum}${multipleOf === 0 ? '' : ` that is a multiple of ${multipleOf}`}`;
}

function textFault({ maximumLength }: TextParameter, value: ZooValue): string | null {
  return typeof value === 'string' && value.length <= maximumLength
    ? null
    : `a text of at most ${maximumLength} characters`;
}

const invalid = (name: string, value: ZooValue, expected: string, what = ''): CoreError =>
  new CoreError('invalid-parameter', `${what}${name}: got ${JSON.stringify(value)}, expected ${expected}`, {
    parameter: name,
  });

export const BATCH = {
  type: 'integer',
  description: 'Images or sequences in one inference',
  default: 1,
  minimum: 1,
  maximum: 1024,
} as const satisfies NumericParameter;

/** Parameters of a network that classifies square images. */
export const imageParameters = (resolution: { default: number; minimum: number; multipleOf?: number }) =>
  ({
    batch: BATCH,
    resolution: {
      type: 'integer',
      description: 'Height and width of the input image in pixels',
      maximum: 4096,
      ...resolution,
    },
    classes: classesParameter(1000),
  }) as const satisfies ZooParameters;

export const classesParameter = (number: number) =>
  ({
    type: 'integer',
    description: 'Classes that are told apart',
    default: number,
    minimum: 1,
    maximum: 100_000,
  }) as const satisfies NumericParameter;

/** Factor on the number of channels of every layer. */
export const WIDTH = {
  type: 'number',
  description: 'Factor on the number of channels of every layer (width multiplier)',
  default: 1,
  minimum: 0.1,
  maximum: 4,
} as const satisfies NumericParameter;
