import { SLOPE_FAMILIES, SLOPE_FAMILY_NAMES, slopeFamily } from '../../core/index.js';
import { slopeAt } from './slope-at.js';

describe('slopeAt', () => {
  it.each(SLOPE_FAMILY_NAMES)('is the cost of a MAC in the family %s of the core', (family) => {
    const coefficients = [4e-11, 0.3].slice(0, slopeFamily(family).coefficients.length);
    const rule = slopeFamily(family);
    for (const kernels of [1, 64, 1000]) {
      const expected = rule
        .features({ macs: 1, kernels }, rule.shape === null ? 0 : coefficients.at(-1)!)
        .reduce((sum, feature, index) => sum + feature * coefficients[index]!, 0);
      const slope = slopeAt({ layerClass: 'convolution', family, coefficients }, kernels);
      expect(slope / expected).toBeCloseTo(1, 12);
    }
    expect(Object.keys(SLOPE_FAMILIES)).toContain(family);
  });
});
