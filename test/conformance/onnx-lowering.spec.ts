import { findZooNetwork, totalWorkload, type Network } from '../../src/core/index.js';
import {
  importOnnx,
  inferOnnx,
  lowerOnnx,
  OnnxError,
  readOnnx,
  type InferredGraph,
} from '../../src/onnx/index.js';
import { buildModel, node, weights } from '../../src/onnx/testing/build-model.js';
import { describeWithData, readSharedBytes, readSharedJson } from '../support/shared-data.js';

interface ModelEntry {
  readonly file: string;
  readonly bound_inputs: Record<string, number[]>;
  readonly macs_matmul_conv_rnn_only: number;
  readonly truth: string;
}

interface Truth {
  readonly model: { readonly init_float_elems: number };
  readonly nodes: readonly {
    readonly out: Record<string, number[]>;
    readonly dtype: Record<string, string>;
    readonly macs: number;
  }[];
}

interface NodeTest {
  readonly test: string;
  readonly inputs: readonly { name: string; shape: number[]; value?: (number | string)[] }[];
  readonly model: string;
}

/** How often each key occurs. */
const histogram = (keys: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
};

const kindsOf = ({ layers }: Network): string[] => layers.map(({ operation }) => operation.kind);

/** Names of the operations that no kind describes. */
const customs = ({ layers }: Network): string[] =>
  layers.flatMap(({ operation }) => (operation.kind === 'custom' ? [operation.function] : []));

/** Weights where the stored floats are not the whole answer, or not stored at all. */
const OTHER_WEIGHTS: Readonly<Record<string, number>> = {
  // ConstantOfShape nodes stand for the weights: the published counts of BVLC AlexNet and GoogLeNet, of SqueezeNet
  // 1.1, and of ResNet-50 with the running statistics of its 26 560 normalised channels.
  'models/light_bvlc_alexnet.onnx': 60_965_224,
  'models/light_inception_v1.onnx': 6_998_552,
  'models/light_squeezenet.onnx': 1_235_496,
  'models/light_resnet50.onnx': 25_557_032 + 2 * 26_560,
  // Constant nodes hold the four initial states of 2 directions · 256.
  'models/bilstm2_80_256.op17.onnx': 2_289_704 + 4 * 512,
  // Constant nodes hold ones, zeros and scales, four of each.
  'models/toy_unet_convtranspose.op17.onnx': 11_971 + 12,
  // Kernels, the connected layer with its bias, one set of (equal) biases for each of four widths, and 32 scales
  // and zero points of activations.
  'models/resnet18.int8.qdq.onnx': 11_166_912 + 512_000 + 1_000 + (64 + 128 + 256 + 512) + 2 * 32,
};

describeWithData('layers of real ONNX models', 'onnx/index.json', () => {
  const { files }: { files: ModelEntry[] } = readSharedJson('onnx/index.json');
  const infer = async ({ file, bound_inputs }: ModelEntry): Promise<InferredGraph> =>
    inferOnnx(await readOnnx(readSharedBytes(`onnx/${file}`)), { inputShapes: bound_inputs });
  const lower = async (file: string): Promise<Network> =>
    lowerOnnx(await infer(files.find((entry) => entry.file === `models/${file}`)!), file);

  describe.each(files.map((entry) => [entry.file, entry] as const))('%s', (file, entry) => {
    const truth: Truth = readSharedJson(`onnx/${entry.truth}`);
    let graph: InferredGraph;
    let network: Network;
    beforeAll(async () => {
      graph = await infer(entry);
      network = lowerOnnx(graph, file);
    });

    it('has the MACs of the runtime, node by node', () => {
      const macs = new Map(truth.nodes.flatMap((node) => Object.keys(node.out).map((it) => [it, node.macs])));
      const expected = network.layers.map(({ outputs }) => macs.get(network.tensors[outputs[0]!]!.name));
      expect(network.layers.map(({ workload }) => workload.macs)).toEqual(expected);
      expect(totalWorkload(network).macs).toBe(entry.macs_matmul_conv_rnn_only);
    });

    it('says which nodes each layer stands for, and their MACs', () => {
      const macs = new Map(graph.nodes.map((node) => [node.name, node.macs]));
      const bySources = network.layers.map(({ sources }) =>
        sources!.reduce((sum, source) => sum + macs.get(source)!, 0),
      );
      expect(bySources).toEqual(network.layers.map(({ workload }) => workload.macs));
    });

    it('has the tensors of the file, with the shapes and types of the runtime', () => {
      const types = new Map(
        truth.nodes.flatMap(({ out, dtype }) =>
          Object.entries(out).map(([name, shape]) => [name, { name, shape, dataType: dtype[name] }] as const),
        ),
      );
      const made = network.tensors.slice(network.inputs.length);
      expect(made).toEqual(made.map(({ name }) => types.get(name)));
      const inputs = network.inputs.map((index) => network.tensors[index]!);
      expect(Object.fromEntries(inputs.map(({ name, shape }) => [name, shape]))).toEqual(entry.bound_inputs);
      expect(network.outputs.map((index) => network.tensors[index]!.name)).toEqual(
        graph.outputs.map(({ name }) => name),
      );
    });

    it('has every stored weight once', () => {
      expect(totalWorkload(network).weightElements).toBe(OTHER_WEIGHTS[file] ?? truth.model.init_float_elems);
    });

    it('needs no layer without a kind, and no tensor that is constant', () => {
      expect(histogram(customs(network))).toEqual({});
      expect(network.constants).toEqual([]);
    });
  });

  it('sees in ResNet-18 its 20 convolutions, 17 activations and 8 additions', async () => {
    // A stem of one convolution, activation and pooling; 8 blocks of two convolutions, two activations and an
    // addition; 3 of them with a convolution in the shortcut; pooling, flattening and classification.
    expect(histogram(kindsOf(await lower('resnet18.op17.onnx')))).toEqual({
      convolution: 1 + 8 * 2 + 3,
      activation: 1 + 8 * 2,
      pooling: 1,
      'element-wise': 8,
      'global-pooling': 1,
      flatten: 1,
      connected: 1,
    });
  });

  it('agrees with the ResNet-18 that is built from code', async () => {
    const [imported, built] = [await lower('resnet18.op17.bn.onnx'), findZooNetwork('resnet-18').build()];
    const convolutions = (network: Network) =>
      network.layers.filter(({ operation }) => operation.kind === 'convolution');
    expect(convolutions(imported).length).toBe(convolutions(built).length);
    expect(
      convolutions(imported)
        .map(({ workload }) => workload.macs)
        .sort(),
    ).toEqual(
      convolutions(built)
        .map(({ workload }) => workload.macs)
        .sort(),
    );
    expect(totalWorkload(imported).macs).toBe(totalWorkload(built).macs);
  });

  it('finds in the int8 ResNet-18 the layers of the float one, between quantisations', async () => {
    const [integer, float] = [await lower('resnet18.int8.qdq.onnx'), await lower('resnet18.op17.onnx')];
    const isQuantisation = (kind: string): boolean => kind === 'quantise' || kind === 'dequantise';
    // The quantiser folds each activation into the range of the scale behind it.
    expect(
      kindsOf(integer)
        .filter((kind) => !isQuantisation(kind))
        .sort(),
    ).toEqual(
      kindsOf(float)
        .filter((kind) => kind !== 'activation')
        .sort(),
    );
    expect(histogram(kindsOf(integer))).toMatchObject({ quantise: 33, dequantise: 33 });
    const macs = (network: Network): number[] =>
      network.layers.map(({ workload }) => workload.macs).filter((count) => count > 0);
    expect(macs(integer).sort()).toEqual(macs(float).sort());
  });

  it('reads, infers and lowers in one step', async () => {
    const bytes = readSharedBytes('onnx/models/resnet18.op17.dynbatch.onnx');
    const network = await importOnnx(bytes, { name: 'batched', batch: 4 });
    expect([network.name, totalWorkload(network).macs]).toEqual(['batched', 4 * 1_814_073_344]);
  });
});

/** Tests whose results are all known before anything runs: generators, shapes, empty tensors, pinned inputs. */
const CONSTANT_OPERATORS =
  /blackmanwindow|hammingwindow|hannwindow|constantofshape|eyelike|range_|shape_|empty_set|test_if|test_loop11|tril_zero|unique_|zero_size_splits/;

/** Operators that no kind describes, with the number of tests in which they occur. */
const OPERATORS_WITHOUT_KIND = {
  ...{ AffineGrid: 1, Bernoulli: 2, CastLike: 14, CenterCropPad: 3, Col2Im: 1, Compress: 2, CumSum: 3 },
  ...{ DFT: 3, DeformConv: 1, DepthToSpace: 1, DynamicQuantizeLinear: 1, Einsum: 3 },
  ...{ GatherElements: 10, GatherND: 1, GridSample: 12, MaxUnpool: 1, NegativeLogLikelihoodLoss: 25 },
  ...{ OneHot: 1, RandomUniformLike: 2, ReverseSequence: 1, RoiAlign: 1, STFT: 1, Scatter: 1 },
  ...{ ScatterElements: 4, ScatterND: 2, SoftmaxCrossEntropyLoss: 12, TfIdfVectorizer: 4, TopK: 2, Trilu: 6 },
  ...{ 'ai.onnx.ml.ArrayFeatureExtractor': 1, 'ai.onnx.ml.Binarizer': 1 },
};

/**
 * Forms of operators that have a kind otherwise. The tests feed as inputs what networks store: weights of
 * normalisations and recurrent layers, biases, scales, bounds and ratios; training modes are among them as well.
 */
const FORMS_WITHOUT_KIND = {
  ...{ BatchNormalization: 3, GroupNormalization: 1, InstanceNormalization: 2, LayerNormalization: 9 },
  ...{ Gemm: 6, GRU: 3, LSTM: 4, RNN: 1, PRelu: 1, Clip: 4, Dropout: 6 },
  ...{ ConvInteger: 2, MatMulInteger: 1, QLinearConv: 1, QLinearMatMul: 6 },
  ...{ DequantizeLinear: 8, QuantizeLinear: 4 },
};

describeWithData('layers of ONNX operator tests', 'onnx/node-tests.json', () => {
  const { tests }: { tests: NodeTest[] } = readSharedJson('onnx/node-tests.json');

  /** Inputs behind the first get their values where a shape depends on them, then all; undefined if refused. */
  async function infer({ model, inputs }: NodeTest): Promise<InferredGraph | undefined> {
    const file = await readOnnx(readSharedBytes(`onnx/${model}`));
    const inputShapes = Object.fromEntries(inputs.map(({ name, shape }) => [name, shape]));
    for (const given of [[], inputs.slice(1), inputs]) {
      const known = given.filter(({ value }) => value?.every((x) => typeof x === 'number'));
      const inputValues = Object.fromEntries(known.map(({ name, value }) => [name, value!.map(Number)]));
      try {
        return inferOnnx(file, { inputShapes, inputValues });
      } catch (error) {
        if (!(error instanceof OnnxError)) throw error;
      }
    }
    return undefined;
  }

  it('lower without failing wherever a result depends on an input', async () => {
    const unlike: string[] = [];
    const constant: string[] = [];
    const without: string[] = [];
    let lowered = 0;
    for (const test of tests) {
      const graph = await infer(test).catch(() => undefined);
      if (!graph) continue;
      try {
        const network = lowerOnnx(graph, test.test);
        lowered++;
        without.push(...customs(network));
        if (totalWorkload(network).macs !== graph.macs) unlike.push(test.test);
        for (const { name, ...type } of network.tensors) {
          const inferred = graph.values.get(name)?.type;
          if (inferred && JSON.stringify(inferred.shape) !== JSON.stringify(type.shape)) unlike.push(name);
        }
      } catch (error) {
        expect(error).toMatchObject({ code: 'invalid-model' });
        constant.push(test.test);
      }
    }
    expect(unlike).toEqual([]);
    expect(constant.filter((name) => !CONSTANT_OPERATORS.test(name))).toEqual([]);
    expect([lowered, lowered + constant.length]).toEqual([615, 650]);
    expect(histogram(without)).toEqual({ ...OPERATORS_WITHOUT_KIND, ...FORMS_WITHOUT_KIND });
  });
});

describe('lowering of a large graph', () => {
  it('keeps every one of 6 000 nodes', async () => {
    const blocks = Array.from({ length: 1500 }, (_, i) => ({
      stored: [weights(`w${i}`, [8, 8, 3, 3]), weights(`b${i}`, [8])],
      nodes: [
        node('Conv', [`x${i}`, `w${i}`, `b${i}`], [`c${i}`], { pads: [1, 1, 1, 1] }),
        node('Relu', [`c${i}`], [`r${i}`]),
        node('Add', [`r${i}`, `x${i}`], [`a${i}`]),
        node('Sigmoid', [`a${i}`], [`x${i + 1}`]),
      ],
    }));
    const bytes = buildModel({
      inputs: { x0: [1, 8, 16, 16] },
      initializers: blocks.flatMap(({ stored }) => stored),
      nodes: blocks.flatMap(({ nodes }) => nodes),
      outputs: ['x1500'],
    });
    const graph = inferOnnx(await readOnnx(bytes));
    expect(lowerOnnx(graph, 'large').layers.length).toBe(6000);
  });
});
