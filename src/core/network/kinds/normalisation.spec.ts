import { applyOperation } from '../apply.js';
import type { Normalisation } from './normalisation.js';

const float = (...shape: number[]) => ({ shape, dataType: 'float32' as const });
const batch: Normalisation = { kind: 'normalisation', mode: 'batch', scale: true, shift: true };

const weightsOf = (operation: Normalisation, ...shape: number[]) =>
  applyOperation(operation, [float(...shape)]).workload.weightElements;

describe('normalisation', () => {
  it('leaves the shape as it is and has no MACs', () => {
    const { outputs, workload } = applyOperation(batch, [float(1, 64, 56, 56)]);

    expect(outputs).toEqual([float(1, 64, 56, 56)]);
    expect(workload.macs).toBe(0);
  });

  it('has two weights for each channel: running statistics are not weights', () => {
    expect(weightsOf(batch, 1, 64, 56, 56)).toBe(128);
    expect(weightsOf({ ...batch, mode: 'instance' }, 1, 64, 56, 56)).toBe(128);
    expect(weightsOf({ ...batch, mode: 'group', groups: 32 }, 1, 64, 56, 56)).toBe(128);
  });

  it('has weights for each normalised element of a layer', () => {
    expect(weightsOf({ ...batch, mode: 'layer' }, 1, 197, 768)).toBe(1_536); // 2 · 768
    expect(weightsOf({ ...batch, mode: 'layer', axis: 1 }, 1, 4, 8)).toBe(64); // 2 · 4 · 8
    expect(weightsOf({ ...batch, mode: 'rms', shift: false }, 1, 197, 768)).toBe(768);
  });

  it('has none where nothing is learnt', () => {
    const localResponse = { ...batch, mode: 'local-response', scale: false, shift: false } as const;

    expect(weightsOf(localResponse, 1, 96, 55, 55)).toBe(0);
  });

  it('refuses groups that do not divide the channels', () => {
    expect(() => weightsOf({ ...batch, mode: 'group', groups: 5 }, 1, 64, 8, 8)).toThrow(
      'groups: got 5, expected a divisor of the input channels (64)',
    );
  });
});
