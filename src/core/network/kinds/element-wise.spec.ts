import { applyOperation } from '../apply.js';

const float = (...shape: number[]) => ({ shape, dataType: 'float32' as const });
const add = { kind: 'element-wise', function: 'add' } as const;

describe('element-wise', () => {
  it('stretches dimensions of 1 and missing leading ones', () => {
    expect(applyOperation(add, [float(8, 1, 6, 1), float(7, 1, 5)]).outputs).toEqual([float(8, 7, 6, 5)]);
    expect(applyOperation(add, [float(3, 4), float()]).outputs).toEqual([float(3, 4)]);
  });

  it('counts what it reads before stretching', () => {
    // The gate of a squeeze-and-excitation: one value for each of 96 channels of 14 × 14.
    const { workload } = applyOperation({ ...add, function: 'multiply' }, [
      float(1, 96, 14, 14),
      float(1, 96, 1, 1),
    ]);

    expect(workload.inputElements).toBe(18_912); // 96 · 14 · 14 + 96
    expect(workload.outputElements).toBe(18_816);
    expect(workload.macs).toBe(0);
  });

  it('counts an operand that is learnt as weights', () => {
    const { outputs, workload } = applyOperation({ ...add, weights: [[1, 197, 768]] }, [float(4, 197, 768)]);

    expect(outputs).toEqual([float(4, 197, 768)]);
    expect(workload.weightElements).toBe(151_296); // 197 · 768
  });

  it('makes bool of comparisons and takes the type of the values it selects', () => {
    const less = applyOperation({ ...add, function: 'less' }, [float(2), float(2)]);
    expect(less.outputs[0]!.dataType).toBe('bool');

    const select = applyOperation({ ...add, function: 'select' }, [less.outputs[0]!, float(2), float(2)]);
    expect(select.outputs[0]!.dataType).toBe('float32');
  });

  it('refuses shapes that cannot be stretched to each other', () => {
    expect(() => applyOperation(add, [float(2, 3), float(2, 4)])).toThrow(
      'inputs: got shapes [2, 3] and [2, 4], expected dimensions that are equal or 1 when aligned at the last',
    );
  });

  it('refuses an operand too few', () => {
    expect(() => applyOperation(add, [float(2)])).toThrow(
      expect.objectContaining({ code: 'wrong-tensor-count' }),
    );
  });
});
