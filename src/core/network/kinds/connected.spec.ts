import { applyOperation } from '../apply.js';

const float = (...shape: number[]) => ({ shape, dataType: 'float32' as const });

describe('connected', () => {
  it('multiplies every input with a weight of every feature', () => {
    const operation = { kind: 'connected', features: 4096, bias: true } as const;
    const { outputs, workload } = applyOperation(operation, [float(2, 9216)]);

    expect(outputs).toEqual([float(2, 4096)]);
    expect(workload.macs).toBe(75_497_472); // 2 · 9216 · 4096
    expect(workload.weightElements).toBe(37_752_832); // 9216 · 4096 + 4096: the first one of AlexNet
  });

  it('has the same weights at every position', () => {
    const operation = { kind: 'connected', features: 2304, bias: true, everyPosition: true } as const;
    const { outputs, workload } = applyOperation(operation, [float(1, 197, 768)]);

    expect(outputs).toEqual([float(1, 197, 2304)]);
    expect(workload.macs).toBe(348_585_984); // 197 · 768 · 2304
    expect(workload.weightElements).toBe(1_771_776); // 768 · 2304 + 2304
  });

  it('refuses a map that was not flattened', () => {
    const operation = { kind: 'connected', features: 10, bias: false } as const;

    expect(() => applyOperation(operation, [float(1, 512, 7, 7)])).toThrow(/expected rank 2.*flatten/);
  });
});
