import type { BoardDto, CalibrationAnswerDto } from '../../../../boards/index.js';
import { RefusedError } from '../../api/problem.js';
import { element } from '../../view/dom.js';
import type { AdminContext, View } from '../context.js';
import { beside, choiceField, fieldset, numberField, textField } from '../parts/fields.js';
import { fileDrop } from '../parts/file-drop.js';
import { makeForm } from '../parts/form.js';
import { link, panel, trail } from '../parts/parts.js';
import { waiting } from '../parts/waiting.js';
import { PRECISION_NAMES } from './board-fields.js';
import { boardPath } from './board.js';
import { setAddress } from './coefficient-set.js';

type Boundary = CalibrationAnswerDto['coefficientSet']['boundary'];

const BOUNDARY_NAMES = {
  module: 'module: the input of the whole board',
  'soc-rails': 'soc-rails: the rails of the chip',
  accelerator: 'accelerator: the accelerator alone',
  wall: 'wall: the power supply',
} as const satisfies Record<Boundary, string>;

const FUSION_NAMES = { true: 'computes them inside the layer before', false: 'runs them as layers' } as const;

const EXAMPLE = 'zoo,energyJ,latencyMs\nresnet-18,0.057913,4.20531\nresnet-50,0.139859,10.28757';

const NO_FILE = new RefusedError({
  title: 'There is nothing to fit',
  detail: 'No table was chosen.',
  status: 0,
  errors: [{ pointer: 'body', detail: 'got no file', accepted: 'a table of measurements as CSV' }],
});

/** Measurements in, a draft out. */
export async function calibrationView(context: AdminContext, id: string): Promise<View> {
  const board = await context.client.get<BoardDto>(boardPath(id));
  const fields = traitFields(board);
  const drop = fileDrop('Drop a CSV of measurements here, or choose one', 'body');
  const fitting = waiting('Fitting');
  const form = makeForm(
    {
      label: `Calibrate ${board.name}`,
      action: 'Fit coefficients',
      content: [
        fieldset('Measurements', drop.root, formatHint()),
        fieldset('What they were measured with', ...fields.content),
        fitting.root,
      ],
      async act() {
        const file = drop.file();
        if (file === null) throw NO_FILE;
        const path = `${boardPath(id)}/calibrations?${fields.query().toString()}`;
        const { coefficientSet, reasons } = await fitting.during(
          context.client.postFile<CalibrationAnswerDto>(path, file, 'text/csv'),
        );
        const address = setAddress(id, coefficientSet.version);
        context.reasons.set(address, reasons);
        context.go(
          address,
          `Set ${coefficientSet.version} is fitted and stored as a draft. Look at its fit before you activate it.`,
        );
      },
    },
    context,
  );
  return {
    title: `Calibrate ${board.name}`,
    trail: trail(link('Boards', 'boards'), link(board.name, 'boards', id)),
    content: [panel('Fit a coefficient set', form)],
  };
}

const formatHint = (): HTMLElement =>
  element(
    'details',
    { className: 'format' },
    element('summary', {}, 'What the table looks like'),
    element('pre', { className: 'lines', tabIndex: 0, ariaLabel: 'An example' }, EXAMPLE),
    element(
      'p',
      { className: 'hint' },
      'A header, then a row for each network or layer: a network of the zoo (with columns for its parameters), a stored ',
      'network, a layer as JSON (description), or totals (convolutionMacs, weights, …); energyJ, latencyMs or both. ',
      'At least three networks that differ in size and in their kinds of layers. All columns: ',
      element('a', { href: './docs' }, 'POST /boards/{id}/calibrations'),
      '.',
    ),
  );

function traitFields({ powerModes }: BoardDto) {
  const modes = Object.fromEntries(powerModes.map((mode) => [mode, mode]));
  const fields = {
    powerMode: choiceField<string>({ label: 'Power mode', pointer: '?powerMode', names: modes }),
    runtime: textField({ label: 'Runtime', pointer: '?runtime', hint: 'such as TensorRT', isRequired: true }),
    precision: choiceField({ label: 'Precision', pointer: '?precision', names: PRECISION_NAMES }),
    boundary: choiceField({
      label: 'Boundary: where energy was measured',
      pointer: '?boundary',
      names: BOUNDARY_NAMES,
    }),
    batch: numberField({ label: 'Batch', pointer: '?batch', value: 1, isRequired: true }),
    fusesActivations: choiceField({
      label: 'Activations: the runtime',
      pointer: '?fusesActivations',
      names: FUSION_NAMES,
    }),
    source: textField({
      label: 'Source',
      pointer: '?source',
      hint: 'which measurements, so that a reader finds them: who, when, with what instrument',
      isRequired: true,
      isLong: true,
    }),
  };
  const { powerMode, runtime, precision, boundary, batch, fusesActivations, source } = fields;
  return {
    content: [
      beside(powerMode, runtime),
      beside(precision, batch),
      beside(boundary, fusesActivations),
      source.root,
    ],
    query: () =>
      new URLSearchParams(
        Object.entries(fields).flatMap(([name, { read }]) => {
          const value = read();
          return value === undefined ? [] : [[name, String(value)]];
        }),
      ),
  };
}
