import type { StoredCoefficientSet } from '../boards/index.js';

/** How a board with its coefficient set is spoken of: `jetson-tx2 (MAXN, TensorRT, fp32)`. */
export const setName = ({ boardId, powerMode, runtime, precision }: StoredCoefficientSet): string =>
  `${boardId} (${powerMode}, ${runtime}, ${precision})`;
