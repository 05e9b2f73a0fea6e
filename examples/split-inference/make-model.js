// A small convolutional network with random weights, as an ONNX file: something to divide.
import { create, toBinary } from '@bufbuild/protobuf';
import { uniformFrom } from '../../dist/src/core/planning/random.js';
import { AttributeProto_AttributeType, ModelProtoSchema } from '../../dist/src/onnx/proto/onnx_pb.js';

const FLOAT = 1;

/** Numbers from -1 to 1 that are the same every time. */
export function numbers(seed) {
  const uniform = uniformFrom(seed);
  return () => 2 * uniform() - 1;
}

const count = (dims) => dims.reduce((product, size) => product * size, 1);

function weights(name, dims, next) {
  const scale = Math.sqrt(3 / count(dims.slice(1)));
  const values = Float32Array.from({ length: count(dims) }, () => next() * scale);
  return { name, dims: dims.map(BigInt), dataType: FLOAT, rawData: new Uint8Array(values.buffer) };
}

const ints = (name, values) => ({ name, type: AttributeProto_AttributeType.INTS, ints: values.map(BigInt) });

const node = (opType, input, output, attribute = []) => ({
  opType,
  name: output,
  input,
  output: [output],
  attribute,
});

const tensor = (name, dims) => ({
  name,
  type: {
    value: {
      case: 'tensorType',
      value: {
        elemType: FLOAT,
        shape: { dim: dims.map((size) => ({ value: { case: 'dimValue', value: BigInt(size) } })) },
      },
    },
  },
});

/** Four stages of convolution, activation and pooling, with a shortcut in each, then a classifier. */
export function makeModel() {
  const next = numbers(20260101);
  const initializer = [];
  const nodes = [];
  let [x, channels] = ['image', 3];
  for (const [stage, kernels] of [16, 32, 64, 128].entries()) {
    const name = (part) => `${part}${stage + 1}`;
    const conv = (from, weight, to, dims) => {
      initializer.push(weights(weight, dims, next));
      const pad = (dims[2] - 1) / 2;
      nodes.push(node('Conv', [from, weight], to, [ints('pads', [pad, pad, pad, pad])]));
    };
    conv(x, name('w'), name('conv'), [kernels, channels, 3, 3]);
    nodes.push(node('Relu', [name('conv')], name('relu')));
    conv(name('relu'), name('v'), name('inner'), [kernels, kernels, 3, 3]);
    nodes.push(node('Add', [name('inner'), name('relu')], name('sum')));
    nodes.push(
      node('MaxPool', [name('sum')], name('pool'), [ints('kernel_shape', [2, 2]), ints('strides', [2, 2])]),
    );
    [x, channels] = [name('pool'), kernels];
  }
  initializer.push(weights('classes', [channels, 10], next));
  nodes.push(node('GlobalAveragePool', [x], 'average'), node('Flatten', ['average'], 'features'));
  nodes.push(node('MatMul', ['features', 'classes'], 'scores'));
  const graph = {
    name: 'example',
    node: nodes,
    initializer,
    input: [tensor('image', [1, 3, 128, 128])],
    output: [tensor('scores', [1, 10])],
  };
  const model = { irVersion: 8n, opsetImport: [{ domain: '', version: 17n }], graph };
  return toBinary(ModelProtoSchema, create(ModelProtoSchema, model));
}
