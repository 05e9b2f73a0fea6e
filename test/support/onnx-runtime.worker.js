// Runs models for tests in a process of its own: ONNX Runtime does not know the arrays of Jest's realm.
import { InferenceSession, Tensor } from 'onnxruntime-node';

// Fusions change the order of additions, and a boundary parts what would be fused.
const OPTIONS = { graphOptimizationLevel: 'disabled', intraOpNumThreads: 1, logSeverityLevel: 3 };

async function run({ model, feeds }) {
  const session = await InferenceSession.create(model, OPTIONS);
  const inputs = Object.fromEntries(
    Object.entries(feeds).map(([name, { type, data, dims }]) => [name, new Tensor(type, data, dims)]),
  );
  const results = await session.run(inputs);
  const outputs = Object.fromEntries(
    Object.entries(results).map(([name, { type, data, dims }]) => [name, { type, data, dims: [...dims] }]),
  );
  await session.release();
  return outputs;
}

process.on('message', ({ id, job }) => {
  run(job).then(
    (outputs) => process.send({ id, outputs }),
    (error) => process.send({ id, error: error.message }),
  );
});
