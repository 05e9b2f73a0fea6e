import {
  bytes,
  joules,
  RAW_INPUT,
  remember,
  seconds,
  type InputEncoding,
  type Network,
} from '../core/index.js';
import type { InputEncodingDto } from './input-encoding.dto.js';
import { refusal } from './refusal.js';

/**
 * The ways to send the input; its tensor as it lies in memory where none is given. Throws a `ProblemError` at
 * `pointer` where one size is given for several inputs, and where two have the same name.
 */
export function toInputEncodings(
  dtos: readonly InputEncodingDto[],
  network: Network,
  pointer: string,
): InputEncoding[] {
  if (dtos.length === 0) return [RAW_INPUT];
  const { length } = network.inputs;
  if (length > 1) {
    throw refusal(
      pointer,
      `got one size for ${length} inputs`,
      'an encoding for a network of one input, or none',
    );
  }
  const names = dtos.map(({ name }) => name);
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  if (twice >= 0)
    throw refusal(`${pointer}/${twice}/name`, `got '${names[twice]}' twice`, 'a name of its own');
  return encodingsOf(dtos);
}

/** The same objects for the same list, so that what was computed with them is found again. */
const encodingsOf = remember((dtos: readonly InputEncodingDto[]): InputEncoding[] =>
  dtos.map(({ name, bytes: size, encodeMs, encodeJ }) => ({
    name,
    inputBytes: [bytes(size)],
    encode: { latency: seconds(encodeMs / 1e3), energy: joules(encodeJ) },
  })),
);
