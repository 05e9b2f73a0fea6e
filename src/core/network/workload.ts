/** What a layer has to compute and to move. */
export interface Workload {
  /** Multiply-accumulates of convolutions, matrix products (attention's included) and recurrent layers. */
  readonly macs: number;
  /** Biases and normalisation scales and shifts included; running statistics are not weights. */
  readonly weightElements: number;
  /** Elements of all inputs that the layer reads. */
  readonly inputElements: number;
  /** Elements of all outputs that the layer writes. */
  readonly outputElements: number;
}
