import { onceEach, type Layer, type Network } from '../core/index.js';

/**
 * What `JSON.stringify` writes of the definition of a network without its name, byte for byte, in a fifth of the time:
 * what layers have in common is written once, and texts are put together without being looked at again.
 */
export function definitionText({ inputs, outputs, tensors, layers }: Network): string {
  const names = tensors.map(({ name }) => quoted(name));
  const operationText = onceEach((operation: Layer['operation']) => JSON.stringify(operation));
  let text = `{"inputs":${JSON.stringify(inputs.map((index) => tensors[index]))},"layers":[`;
  let before = '';
  for (const { name, operation, inputs: taken, outputs: made, workload, sources } of layers) {
    text +=
      `${before}{"name":${quoted(name)},"operation":${operationText(operation)},"inputs":[${listed(names, taken)}],` +
      `"outputs":[${listed(names, made)}],"weightElements":${workload.weightElements}`;
    text += sources === undefined ? '}' : `,"sources":${JSON.stringify(sources)}}`;
    before = ',';
  }
  return `${text}],"outputs":[${listed(names, outputs)}]}`;
}

/** Of ASCII, without what is escaped. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));

function listed(texts: readonly string[], indices: readonly number[]): string {
  let list = '';
  for (let k = 0; k < indices.length; k++) list += k === 0 ? texts[indices[k]!]! : `,${texts[indices[k]!]!}`;
  return list;
}
