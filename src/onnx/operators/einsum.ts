import { formatShape, type Shape } from '../../core/network/tensor.js';
import type { OperatorContext } from './context.js';
import type { OperatorRule, OperatorTable } from './rule.js';
import { tensor } from './value.js';

interface Equation {
  /** One label a dimension, by operand. Dimensions under an ellipsis are labelled by their place from the right. */
  readonly operands: readonly (readonly string[])[];
  readonly output: readonly string[];
  readonly sizes: ReadonlyMap<string, number>;
}

const MAX_EQUATION_LENGTH = 1000;

/** Einsum: https://onnx.ai/onnx/operators/onnx__Einsum.html */
function parse(context: OperatorContext): Equation {
  const equation = context.string('equation', '').replaceAll(' ', '');
  if (equation.length > MAX_EQUATION_LENGTH)
    context.fail(`equation: got ${equation.length} characters, expected at most ${MAX_EQUATION_LENGTH}`);
  const [left = '', right] = equation.split('->');
  const terms = left.split(',');
  const shapes = context.node.inputs.map((_, i) => context.shape(i));
  if (terms.length !== shapes.length)
    context.fail(`equation: got '${equation}', expected ${shapes.length} operands`);
  const operands = terms.map((term, i) => labels(context, term, shapes[i]!));
  const sizes = labelSizes(context, operands, shapes);
  const output =
    right === undefined ? implicitOutput(operands, left) : explicitOutput(context, right, operands, sizes);
  return { operands, output, sizes };
}

const ellipsisLabels = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `...${count - i}`);

function labels(context: OperatorContext, term: string, shape: Shape): string[] {
  const [before = '', after] = term.split('...');
  const named = [...before, ...(after ?? '')];
  const hidden = shape.length - named.length;
  if (after === undefined ? hidden !== 0 : hidden < 0) {
    context.fail(
      `equation term: got '${term}', expected ${shape.length} dimensions of ${formatShape(shape)}`,
    );
  }
  return after === undefined ? named : [...before, ...ellipsisLabels(hidden), ...after];
}

function labelSizes(
  context: OperatorContext,
  operands: readonly (readonly string[])[],
  shapes: readonly Shape[],
): Map<string, number> {
  const sizes = new Map<string, number>();
  operands.forEach((operand, i) => {
    operand.forEach((label, axis) => {
      const size = shapes[i]![axis]!;
      const earlier = sizes.get(label) ?? 1;
      if (size !== earlier && size !== 1 && earlier !== 1)
        context.fail(`size of '${label}': got ${earlier} and ${size}, expected one size`);
      sizes.set(label, earlier === 1 ? size : earlier);
    });
  });
  return sizes;
}

/** Without an arrow: the ellipsis, then in alphabetical order the labels that occur once. */
function implicitOutput(operands: readonly (readonly string[])[], left: string): string[] {
  const hidden = widestEllipsis(operands);
  const named = [...left].filter((label) => /[A-Za-z]/.test(label));
  const once = named.filter((label) => named.indexOf(label) === named.lastIndexOf(label));
  return [...ellipsisLabels(hidden), ...once.sort()];
}

function explicitOutput(
  context: OperatorContext,
  right: string,
  operands: readonly (readonly string[])[],
  sizes: ReadonlyMap<string, number>,
): string[] {
  const [before = '', after] = right.split('...');
  const output =
    after === undefined ? [...before] : [...before, ...ellipsisLabels(widestEllipsis(operands)), ...after];
  const unknown = output.find((label) => !sizes.has(label));
  if (unknown !== undefined)
    context.fail(`equation output: got '${unknown}', expected labels of the operands`);
  return output;
}

const widestEllipsis = (operands: readonly (readonly string[])[]): number =>
  Math.max(0, ...operands.map((operand) => operand.filter((label) => label.startsWith('...')).length));

/**
 * MACs: operands are contracted from left to right; each step multiplies once for every combination of the labels
 * of both sides, and drops those that nothing to the right and not the output needs. One operand takes none.
 */
function contractionMacs({ operands, output, sizes }: Equation): number {
  let macs = 0;
  let left = new Set(operands[0]);
  for (let i = 1; i < operands.length; i++) {
    const involved = new Set([...left, ...operands[i]!]);
    macs += [...involved].reduce((product, label) => product * sizes.get(label)!, 1);
    const needed = new Set([...output, ...operands.slice(i + 1).flat()]);
    left = new Set([...involved].filter((label) => needed.has(label)));
  }
  return macs;
}

const einsum: OperatorRule = {
  infer: (context) => {
    const { output, sizes } = parse(context);
    return [
      tensor(
        context.type(0),
        output.map((label) => sizes.get(label)!),
      ),
    ];
  },
  macs: (context) => contractionMacs(parse(context)),
};

export const EINSUM: OperatorTable = { Einsum: einsum };
