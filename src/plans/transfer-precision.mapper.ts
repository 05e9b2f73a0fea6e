import { joules, remember, seconds, STORED_PRECISION, type TransferPrecision } from '../core/index.js';
import { refusal } from './refusal.js';
import type { TransferPrecisionDto } from './transfer-precision.dto.js';

const AS_STORED = [STORED_PRECISION];

/**
 * Ways to send tensors; the first is taken where nothing speaks for another. As they are stored where none is
 * given. Throws a `ProblemError` at `pointer` where one comes twice.
 */
export function toPrecisions(
  dtos: readonly TransferPrecisionDto[],
  pointer: string,
): readonly TransferPrecision[] {
  if (dtos.length === 0) return AS_STORED;
  const names = dtos.map(({ name }) => name);
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  if (twice >= 0) throw refusal(`${pointer}/${twice}/name`, `got '${names[twice]}' twice`, 'each once');
  return precisionsOf(dtos);
}

/** The same objects for the same list, so that what was computed with them is found again. */
const precisionsOf = remember((dtos: readonly TransferPrecisionDto[]): TransferPrecision[] =>
  dtos.map((dto) => ({
    name: dto.name,
    encodeElement: {
      latency: seconds(dto.encodeNsPerElement / 1e9),
      energy: joules(dto.encodeNjPerElement / 1e9),
    },
    decodeElement: {
      latency: seconds(dto.decodeNsPerElement / 1e9),
      energy: joules(dto.decodeNjPerElement / 1e9),
    },
  })),
);
