/** What the networks of the zoo are made of, for networks that are none of the zoo's. */
export { Blueprint, channelsOf, imageInput } from './blueprint.js';
export { connectedHead, pooledClassifier } from './blocks/classifier.js';
export { convolutionBlock, depthwiseBlock, plainConvolutionBlock } from './blocks/convolution-block.js';
export { invertedResidual, makeDivisible } from './blocks/inverted-residual.js';
export {
  activation,
  ADD,
  concat,
  connected,
  convolution2d,
  DROPOUT,
  FLATTEN,
  GLOBAL_AVERAGE,
  maxPooling,
} from './operations.js';
export { MOBILENET_V1_BLOCKS } from './mobilenet-v1.js';
