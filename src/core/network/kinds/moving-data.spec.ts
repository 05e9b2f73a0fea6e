import { applyOperation } from '../apply.js';
import type { LayerOperation } from './index.js';

const float = (...shape: number[]) => ({ shape, dataType: 'float32' as const });

const shapeAfter = (operation: LayerOperation, ...inputs: number[][]) =>
  applyOperation(
    operation,
    inputs.map((shape) => float(...shape)),
  ).outputs.map(({ shape }) => shape);

const refusal = (operation: LayerOperation, ...inputs: number[][]) => {
  try {
    shapeAfter(operation, ...inputs);
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'none';
};

describe('concat', () => {
  it('adds up the sizes along its axis', () => {
    expect(shapeAfter({ kind: 'concat', axis: 1 }, [1, 64, 7, 7], [1, 32, 7, 7])).toEqual([[1, 96, 7, 7]]);
    expect(shapeAfter({ kind: 'concat', axis: -1 }, [2, 3], [2, 5])).toEqual([[2, 8]]);
  });

  it('puts a learnt token of 768 elements before 49 others', () => {
    const operation = { kind: 'concat', axis: 1, weights: [[1, 1, 768]] } as const;
    const { outputs, workload } = applyOperation(operation, [float(1, 49, 768)]);

    expect(outputs[0]!.shape).toEqual([1, 50, 768]);
    expect(workload.weightElements).toBe(768);
    expect(refusal(operation, [2, 49, 768])).toBe('shape-mismatch');
  });

  it('refuses inputs that differ elsewhere', () => {
    expect(refusal({ kind: 'concat', axis: 1 }, [1, 64, 7, 7], [1, 32, 8, 7])).toBe('shape-mismatch');
  });
});

describe('split', () => {
  it('divides a dimension into its sizes', () => {
    const split = { kind: 'split', axis: 1, sizes: [30, 86] } as const;

    expect(shapeAfter(split, [1, 116, 28, 28])).toEqual([
      [1, 30, 28, 28],
      [1, 86, 28, 28],
    ]);
    expect(refusal(split, [1, 100, 28, 28])).toBe('shape-mismatch');
  });
});

describe('slice', () => {
  const slice = { kind: 'slice', axes: [1], starts: [1], ends: [9], steps: [2] } as const;

  it('takes every second element up to but not including the end', () => {
    expect(shapeAfter(slice, [1, 10])).toEqual([[1, 4]]); // 1, 3, 5, 7
    expect(shapeAfter({ ...slice, ends: [1000] }, [1, 10])).toEqual([[1, 5]]); // ..., 9
  });

  it('counts negative positions from the back and goes backwards with negative steps', () => {
    expect(shapeAfter({ ...slice, starts: [-3], ends: [10], steps: [1] }, [1, 10])).toEqual([[1, 3]]);
    // Backwards from the last to the first, whose predecessor is given as far beyond the beginning.
    const reversed = { ...slice, starts: [-1], ends: [-1000], steps: [-1] };
    expect(shapeAfter(reversed, [1, 10])).toEqual([[1, 10]]);
  });

  it('may leave nothing, as in ONNX', () => {
    expect(shapeAfter({ ...slice, starts: [5], ends: [5] }, [1, 10])).toEqual([[1, 0]]);
  });

  it('reads no more than it takes', () => {
    const { workload } = applyOperation({ ...slice, steps: [1] }, [float(4, 10)]);

    expect(workload.inputElements).toBe(32); // 4 · (9 - 1)
  });

  it('refuses a step of zero', () => {
    expect(refusal({ ...slice, steps: [0] }, [1, 10])).toBe('invalid-parameter');
  });
});

describe('pad', () => {
  it('adds to both ends, or takes away', () => {
    expect(shapeAfter({ kind: 'pad', begin: [0, 2], end: [0, -1] }, [3, 4])).toEqual([[3, 5]]);
    expect(refusal({ kind: 'pad', begin: [0, -2], end: [0, -2] }, [3, 4])).toBe('shape-mismatch');
  });
});

describe('resize', () => {
  it('scales each dimension and rounds down, or goes to a shape', () => {
    expect(shapeAfter({ kind: 'resize', to: { scales: [1, 1, 2, 0.6] } }, [1, 8, 13, 4])).toEqual([
      [1, 8, 26, 2],
    ]);
    expect(shapeAfter({ kind: 'resize', to: { shape: [1, 8, 20, 20] } }, [1, 8, 13, 4])).toEqual([
      [1, 8, 20, 20],
    ]);
  });
});

describe('reshape', () => {
  it('keeps the number of elements and infers one dimension', () => {
    expect(shapeAfter({ kind: 'reshape', shape: [2, -1, 6] }, [4, 9])).toEqual([[2, 3, 6]]);
    expect(shapeAfter({ kind: 'reshape', shape: [] }, [1, 1])).toEqual([[]]);
  });

  it('refuses another number of elements and two open dimensions', () => {
    expect(refusal({ kind: 'reshape', shape: [5, 7] }, [4, 9])).toBe('shape-mismatch');
    expect(refusal({ kind: 'reshape', shape: [5, -1] }, [4, 9])).toBe('shape-mismatch');
    expect(refusal({ kind: 'reshape', shape: [-1, -1] }, [4, 9])).toBe('shape-mismatch');
  });
});

describe('flatten', () => {
  it('folds the dimensions on both sides of its axis', () => {
    expect(shapeAfter({ kind: 'flatten', axis: 1 }, [2, 512, 7, 7])).toEqual([[2, 25_088]]);
    expect(shapeAfter({ kind: 'flatten', axis: 0 }, [2, 3])).toEqual([[1, 6]]);
    expect(shapeAfter({ kind: 'flatten', axis: -1 }, [2, 3, 4])).toEqual([[6, 4]]);
  });
});

describe('transpose', () => {
  it('permutes the dimensions', () => {
    expect(shapeAfter({ kind: 'transpose', permutation: [0, 2, 3, 1] }, [1, 3, 8, 9])).toEqual([
      [1, 8, 9, 3],
    ]);
    expect(refusal({ kind: 'transpose', permutation: [0, 1, 1] }, [1, 2, 3])).toBe('invalid-parameter');
  });
});

describe('expand', () => {
  it('repeats along existing and new dimensions', () => {
    expect(shapeAfter({ kind: 'expand', shape: [8, 3, 4] }, [3, 1])).toEqual([[8, 3, 4]]);
    expect(shapeAfter({ kind: 'expand', shape: [6, 4] }, [3, 2])).toEqual([[6, 4]]);
    expect(refusal({ kind: 'expand', shape: [4, 4] }, [3, 2])).toBe('shape-mismatch');
  });
});

describe('reduce', () => {
  it('drops the reduced dimensions, or keeps them with size 1', () => {
    const mean = { kind: 'reduce', function: 'mean', axes: [2, -1], keepsDimensions: false } as const;

    expect(shapeAfter(mean, [1, 1024, 7, 7])).toEqual([[1, 1024]]);
    expect(shapeAfter({ ...mean, keepsDimensions: true }, [1, 1024, 7, 7])).toEqual([[1, 1024, 1, 1]]);
  });

  it('finds positions as int64', () => {
    const argMax = { kind: 'reduce', function: 'arg-max', axes: [1], keepsDimensions: false } as const;

    expect(applyOperation(argMax, [float(8, 1000)]).outputs).toEqual([{ shape: [8], dataType: 'int64' }]);
  });
});

describe('gather', () => {
  it('puts the shape of the indices in the place of its axis', () => {
    expect(shapeAfter({ kind: 'gather', axis: 1 }, [5, 9, 4], [2, 3])).toEqual([[5, 2, 3, 4]]);
  });

  it('reads the slices it picks, not the whole tensor', () => {
    // The class token of ViT-B/16: 1 of 197 tokens.
    const { outputs, workload } = applyOperation({ kind: 'gather', axis: 1, indices: [] }, [
      float(1, 197, 768),
    ]);

    expect(outputs).toEqual([float(1, 768)]);
    expect(workload.inputElements).toBe(768);
  });

  it('wants its indices once', () => {
    expect(refusal({ kind: 'gather', axis: 0 }, [5])).toBe('wrong-tensor-count');
    expect(refusal({ kind: 'gather', axis: 0, indices: [2] }, [5], [2])).toBe('wrong-tensor-count');
  });
});

describe('embedding', () => {
  it('weighs its whole table', () => {
    const words = { kind: 'embedding', entries: 30_522, features: 768, dataType: 'float32' } as const;
    const { outputs, workload } = applyOperation(words, [{ shape: [1, 128], dataType: 'int64' }]);

    expect(outputs).toEqual([float(1, 128, 768)]);
    expect(workload.weightElements).toBe(23_440_896); // 30 522 · 768
    expect(workload.macs).toBe(0);
  });
});

describe('quantise and dequantise', () => {
  it('change the type and nothing else', () => {
    const [integer] = applyOperation({ kind: 'quantise', dataType: 'int8' }, [float(1, 3)]).outputs;
    expect(integer).toEqual({ shape: [1, 3], dataType: 'int8' });
    expect(applyOperation({ kind: 'dequantise', dataType: 'float32' }, [integer!]).outputs).toEqual([
      float(1, 3),
    ]);
  });
});

describe('softmax, identity, dropout and activation', () => {
  it.each<LayerOperation>([
    { kind: 'softmax', axis: -1 },
    { kind: 'identity' },
    { kind: 'dropout' },
    { kind: 'activation', function: 'relu' },
  ])('keep the shape: $kind', (operation) => {
    expect(shapeAfter(operation, [2, 10])).toEqual([[2, 10]]);
  });

  it('a prelu weighs its slopes', () => {
    const prelu = { kind: 'activation', function: 'prelu', slopes: 64 } as const;

    expect(applyOperation(prelu, [float(1, 64, 8, 8)]).workload.weightElements).toBe(64);
  });
});

describe('constant', () => {
  it('takes nothing and weighs its elements', () => {
    const { outputs, workload } = applyOperation(
      { kind: 'constant', shape: [1, 1, 768], dataType: 'float32' },
      [],
    );

    expect(outputs).toEqual([float(1, 1, 768)]);
    expect(workload).toEqual({ macs: 0, weightElements: 768, inputElements: 0, outputElements: 768 });
  });
});

describe('custom', () => {
  const custom = {
    kind: 'custom',
    function: 'NonMaxSuppression',
    outputs: [{ shape: [100, 3], dataType: 'int64' }],
    macs: 0,
    weightElements: 0,
    layerClass: 'memory-bound',
  } as const;

  it('is what it declares', () => {
    const { outputs, workload } = applyOperation({ ...custom, macs: 7, layerClass: 'connected' }, [
      float(1, 9),
    ]);

    expect(outputs).toEqual(custom.outputs);
    expect(workload).toEqual({ macs: 7, weightElements: 0, inputElements: 9, outputElements: 300 });
  });

  it('refuses MACs in a class that would drop them', () => {
    expect(refusal({ ...custom, macs: 7 }, [1, 9])).toBe('invalid-parameter');
  });

  it.each([[-1], [NaN], [1.5], [2 ** 53]])(
    'is never counted with a dimension that is unknown: %p',
    (size) => {
      const unknown = { ...custom, outputs: [{ shape: [1, size], dataType: 'float32' }] } as const;

      expect(refusal(unknown, [1, 9])).toBe('unknown-shape');
    },
  );
});
