/**
 * Bounds on what a file may ask for. Each keeps memory and time finite on hostile input while leaving an order
 * of magnitude above what real exports need.
 */

/** Estimated memory of the decoded structure, tensor payloads excluded. */
export const MAX_DECODED_BYTES = 160 * 2 ** 20;

/** Nesting of messages in the file; a sub-graph costs three levels (graph, node, attribute). */
export const MAX_MESSAGE_DEPTH = 60;

/** Payload kept of a tensor of any element type: scales, bounds, zero points. */
export const MAX_KEPT_BYTES = 1024;

/** Payload kept of int64, int32 and bool tensors, which carry shapes, indices and masks. */
export const MAX_KEPT_INTEGER_BYTES = 64 * 1024;

/** Separate stretches of the file that one tensor's payload may occupy. */
export const MAX_PAYLOAD_RUNS = 4096;

/** Elements of a tensor whose values are followed through the graph. */
export const MAX_FOLDED_ELEMENTS = 8192;

/** Known elements read and made in one graph; beyond it values are no longer followed, only shapes. */
export const MAX_FOLDED_TOTAL = 16 * 2 ** 20;

/** Dimensions of a tensor. */
export const MAX_RANK = 64;

/**
 * Work of one inference, about one unit a node and name, after functions, conditionals and loops are expanded.
 * A unit takes about a microsecond.
 */
export const MAX_WORK = 1_000_000;

/** Functions calling functions, and sub-graphs inside sub-graphs. */
export const MAX_EXPANSION_DEPTH = 16;

/** Iterations of a loop that are followed one by one when its shapes change; fixed shapes are multiplied. */
export const MAX_UNROLLED_ITERATIONS = 256;

/** Characters of an error message; names come from the file. */
export const MAX_MESSAGE_LENGTH = 1000;

/** Problems reported before the rest is only counted. */
export const MAX_PROBLEMS = 100;

/** Versions of the default operator set whose rules are known. */
export const MIN_OPSET = 1;
export const MAX_OPSET = 26;
