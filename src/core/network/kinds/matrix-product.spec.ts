import { applyOperation } from '../apply.js';

const float = (...shape: number[]) => ({ shape, dataType: 'float32' as const });
const product = { kind: 'matrix-product' } as const;

describe('matrix product', () => {
  it('counts output elements · k as MACs and has no weights', () => {
    // The attention scores of ViT-B/16: 12 heads, 197 queries and keys of 64 features.
    const { outputs, workload } = applyOperation(product, [float(1, 12, 197, 64), float(1, 12, 64, 197)]);

    expect(outputs).toEqual([float(1, 12, 197, 197)]);
    expect(workload.macs).toBe(29_805_312); // 12 · 197 · 197 · 64
    expect(workload.weightElements).toBe(0);
    expect(workload.inputElements).toBe(302_592); // 2 · 12 · 197 · 64
  });

  it('broadcasts the leading dimensions', () => {
    const { outputs, workload } = applyOperation(product, [float(5, 1, 2, 3), float(4, 3, 7)]);

    expect(outputs).toEqual([float(5, 4, 2, 7)]);
    expect(workload.macs).toBe(840); // 5 · 4 · 2 · 7 · 3
  });

  it('takes a vector for a row on the left and a column on the right', () => {
    expect(applyOperation(product, [float(3), float(3, 7)]).outputs).toEqual([float(7)]);
    expect(applyOperation(product, [float(2, 3), float(3)]).outputs).toEqual([float(2)]);

    const inner = applyOperation(product, [float(3), float(3)]);
    expect(inner.outputs).toEqual([float()]);
    expect(inner.workload.macs).toBe(3);
  });

  it('transposes either side', () => {
    const operation = { ...product, transposesLeft: true, transposesRight: true };

    expect(applyOperation(operation, [float(3, 2), float(7, 3)]).outputs).toEqual([float(2, 7)]);
  });

  it('refuses sides that sum over different numbers of elements', () => {
    expect(() => applyOperation(product, [float(2, 3), float(4, 7)])).toThrow(
      'inputs: got [2, 3] · [4, 7], which sum over 3 and 4 elements, expected as many on both sides',
    );
  });
});
