import type { BoardProfileDto, BoardVersionDto, NewBoardDto } from '../../../../boards/index.js';
import { element } from '../../view/dom.js';
import {
  beside,
  choiceField,
  fieldset,
  linesField,
  numberField,
  textField,
  type Fields,
  type Typed,
} from '../parts/fields.js';

type PeakRate = NonNullable<BoardProfileDto['peakRates']>[number];
type Sourced = BoardProfileDto['memoryBytes'];

export const PRECISION_NAMES = { fp32: 'fp32', fp16: 'fp16', int8: 'int8' } as const satisfies Record<
  PeakRate['precision'],
  string
>;

/** What an administrator says of a board; null for a board that is not there yet. */
export function profileFields(board: BoardVersionDto | null): Fields<BoardProfileDto> {
  const name = textField({ label: 'Name', pointer: '/name', value: board?.name, isRequired: true });
  const modes = linesField({
    label: 'Power modes',
    pointer: '/powerModes',
    hint: 'one a line',
    isRequired: true,
    value: board?.powerModes ?? [],
  });
  const modesSource = textField({
    label: 'Where the power modes are described',
    pointer: '/powerModesSource',
    isRequired: true,
    value: board?.powerModesSource,
  });
  const memory = sourced('Memory [GB]', '/memoryBytes', board?.memoryBytes, 1e9);
  const bandwidth = sourced(
    'Memory bandwidth [GB/s]',
    '/memoryBandwidthBytesPerS',
    board?.memoryBandwidthBytesPerS,
    1e9,
  );
  const idle = sourced('Idle power [W]', '/idlePowerW', board?.idlePowerW, 1);
  const rates = peakRates(board?.peakRates ?? []);
  return {
    content: [
      fieldset('Board', name.root, modes.root, modesSource.root),
      fieldset('Figures and their sources', memory.root, bandwidth.root, idle.root),
      rates.root,
    ],
    read: () => ({
      name: name.read(),
      powerModes: modes.read(),
      powerModesSource: modesSource.read(),
      memoryBytes: memory.read(),
      memoryBandwidthBytesPerS: bandwidth.read(),
      idlePowerW: idle.read(),
      peakRates: rates.read(),
    }),
  };
}

export function newBoardFields(): Fields<NewBoardDto> {
  const id = textField({
    label: 'Identifier',
    pointer: '/id',
    hint: 'as requests name it; it never changes. Small letters, digits, dots and dashes.',
    isRequired: true,
  });
  const profile = profileFields(null);
  return {
    content: [id.root, ...profile.content],
    read: () => ({ id: id.read(), ...profile.read() }),
  };
}

/** What of a board its form is about. */
export const profileOf = ({
  name,
  powerModes,
  powerModesSource,
  memoryBytes,
  memoryBandwidthBytesPerS,
  idlePowerW,
  peakRates,
}: BoardVersionDto): BoardProfileDto => ({
  name,
  powerModes,
  powerModesSource,
  memoryBytes,
  memoryBandwidthBytesPerS,
  idlePowerW,
  peakRates,
});

/** A figure with its source; none where both are empty. */
function sourced(label: string, pointer: string, figure: Sourced | undefined, factor: number) {
  const value = numberField({ label, pointer: `${pointer}/value`, value: figure?.value, factor });
  const source = textField({ label: 'Source of that', pointer: `${pointer}/source`, value: figure?.source });
  source.control.ariaLabel = `${label}, source`;
  return {
    root: beside(value, source),
    read: (): Typed<NonNullable<Sourced>> | null => {
      const read = { value: value.read(), source: source.read() };
      return read.value === undefined && read.source === undefined ? null : read;
    },
  };
}

/** As many peak rates as there are. */
function peakRates(known: readonly PeakRate[]) {
  const add = element('button', { type: 'button', className: 'quiet' }, 'Add a peak rate');
  const root = fieldset('Peak rates', add);
  let rows: ReturnType<typeof peakRate>[] = [];
  const addRow = (rate: PeakRate | null): void => {
    const row = peakRate(rate, () => {
      row.root.remove();
      rows = rows.filter((other) => other !== row);
      add.focus();
    });
    rows.push(row);
    add.before(row.root);
  };
  for (const rate of known) addRow(rate);
  add.addEventListener('click', () => {
    addRow(null);
    rows.at(-1)?.focus();
  });
  return { root, read: () => rows.map((row, place) => row.read(place)) };
}

function peakRate(rate: PeakRate | null, remove: () => void) {
  const fields = {
    precision: choiceField({
      label: 'Precision',
      pointer: '',
      names: PRECISION_NAMES,
      value: rate?.precision,
    }),
    opsPerS: numberField({
      label: 'Peak rate [Tops/s]',
      pointer: '',
      value: rate?.opsPerS,
      factor: 1e12,
      isRequired: true,
    }),
    source: textField({ label: 'Source of that', pointer: '', value: rate?.source, isRequired: true }),
  };
  const button = element('button', { type: 'button', className: 'quiet' }, 'Remove');
  button.addEventListener('click', remove);
  const root = beside(...Object.values(fields));
  root.append(button);
  return {
    root,
    focus: () => {
      fields.precision.control.focus();
    },
    /** The place in the list is known only when it is read: rows before it may have gone. */
    read: (place: number) => {
      for (const [name, { control }] of Object.entries(fields)) {
        control.dataset.pointer = `/peakRates/${place}/${name}`;
      }
      return {
        precision: fields.precision.read(),
        opsPerS: fields.opsPerS.read(),
        source: fields.source.read(),
      };
    },
  };
}
