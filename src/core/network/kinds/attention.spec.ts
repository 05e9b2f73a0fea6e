import { applyOperation } from '../apply.js';

const float = (...shape: number[]) => ({ shape, dataType: 'float32' as const });
const twelveHeads = { kind: 'attention', heads: 12 } as const;

describe('attention', () => {
  it('counts the products of queries with keys and of scores with values', () => {
    const { outputs, workload } = applyOperation(twelveHeads, [float(1, 197, 3 * 768)]);

    expect(outputs).toEqual([float(1, 197, 768)]);
    expect(workload.macs).toBe(59_610_624); // 12 · 197 · 197 · (64 + 64): one layer of ViT-B/16
    expect(workload.weightElements).toBe(0);
  });

  it('is the same with queries, keys and values apart, and with heads apart', () => {
    const tokens = float(1, 197, 768);
    const heads = float(1, 12, 197, 64);

    expect(applyOperation(twelveHeads, [tokens, tokens, tokens]).workload.macs).toBe(59_610_624);
    const apart = applyOperation(twelveHeads, [heads, heads, heads]);
    expect(apart.workload.macs).toBe(59_610_624);
    expect(apart.outputs).toEqual([float(1, 12, 197, 64)]);
  });

  it('attends to another sequence, with shared key heads and a mask', () => {
    const operation = { kind: 'attention', heads: 8, keyHeads: 2 } as const;
    const inputs = [float(2, 10, 8 * 16), float(2, 50, 2 * 16), float(2, 50, 2 * 32), float(10, 50)];
    const { outputs, workload } = applyOperation(operation, inputs);

    expect(outputs).toEqual([float(2, 10, 256)]); // 8 heads · 32 features of a value
    expect(workload.macs).toBe(384_000); // 2 · 8 · 10 · 50 · (16 + 32)
  });

  it('refuses keys with other features than the queries', () => {
    const inputs = [float(1, 10, 120), float(1, 10, 240), float(1, 10, 240)];

    expect(() => applyOperation(twelveHeads, inputs)).toThrow(
      expect.objectContaining({ code: 'shape-mismatch' }),
    );
  });

  it('refuses two inputs, of which one is missing', () => {
    expect(() => applyOperation(twelveHeads, [float(1, 10, 120), float(1, 10, 120)])).toThrow(/got nothing/);
  });
});
