import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A tensor as ONNX Runtime takes and gives it. */
export interface RuntimeTensor {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data:
    Float32Array | Float64Array | BigInt64Array | Int32Array | Int8Array | Uint8Array | Uint16Array;
}

export type Feeds = Readonly<Record<string, RuntimeTensor>>;

export interface Runtime {
  /** Loads the model, with all checks of ONNX Runtime, and runs it; rejects with what it objects to. */
  run(model: Uint8Array, feeds: Feeds): Promise<Record<string, RuntimeTensor>>;
  stop(): void;
}

const WORKER = fileURLToPath(new URL('./onnx-runtime.worker.js', import.meta.url));

type Answer = { readonly id: number } & ({ outputs: Record<string, RuntimeTensor> } | { error: string });

export function startRuntime(): Runtime {
  const child = fork(WORKER, { serialization: 'advanced', execArgv: [] });
  const waiting = new Map<number, (answer: Answer) => void>();
  let count = 0;
  child.on('message', (answer: Answer) => {
    waiting.get(answer.id)!(answer);
    waiting.delete(answer.id);
  });
  return {
    run: (model, feeds) =>
      new Promise((resolve, reject) => {
        const id = ++count;
        waiting.set(id, (answer) => {
          if ('error' in answer) reject(new Error(answer.error));
          else resolve(answer.outputs);
        });
        child.send({ id, job: { model: Buffer.from(model), feeds } });
      }),
    stop: () => {
      child.kill();
    },
  };
}
