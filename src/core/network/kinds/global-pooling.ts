import { checkIntegers, checkLeastRank, checkLength } from './checks.js';
import { memoryBound, noWork, ONE_INPUT, type LayerRules } from './rules.js';

/**
 * Input [batch, channels, ...spatial] → one value for each channel, or, with an output size, as many as that
 * from windows that divide the input evenly (adaptive pooling).
 */
export interface GlobalPooling {
  readonly kind: 'global-pooling';
  readonly mode: 'max' | 'average' | 'norm';
  /** Values along each spatial dimension; 1 where absent. */
  readonly outputSize?: readonly number[];
}

export const globalPooling: LayerRules<GlobalPooling> = {
  inputCount: ONE_INPUT,
  outputs({ outputSize }, [input]) {
    checkLeastRank(input!, 3, '[batch, channels, ...spatial]');
    const [batch, channels, ...spatial] = input!.shape as [number, number, ...number[]];
    const size = outputSize ?? spatial.map(() => 1);
    checkLength('outputSize', size, spatial.length, 'spatial dimension');
    checkIntegers('outputSize', size, 1);
    return [{ shape: [batch, channels, ...size], dataType: input!.dataType }];
  },
  work: noWork,
  layerClass: memoryBound,
};
