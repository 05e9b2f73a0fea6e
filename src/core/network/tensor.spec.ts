import { elementCount, safeProduct, safeSum, tensorBytes } from './tensor.js';

describe('elementCount', () => {
  it('is the product of the dimensions, 1 for a scalar, 0 for an empty tensor', () => {
    expect(elementCount([1, 3, 224, 224])).toBe(150_528);
    expect(elementCount([])).toBe(1);
    expect(elementCount([4, 0])).toBe(0);
  });
});

describe('tensorBytes', () => {
  it('packs elements of less than a byte', () => {
    expect(tensorBytes({ shape: [1, 3, 224, 224], dataType: 'float32' })).toBe(602_112);
    expect(tensorBytes({ shape: [3], dataType: 'int4' })).toBe(2); // 12 bits
  });
});

describe('safeProduct and safeSum', () => {
  it('refuse results beyond exact integers', () => {
    expect(safeProduct([2 ** 26, 2 ** 26])).toBe(2 ** 52);
    expect(() => safeProduct([2 ** 27, 2 ** 26])).toThrow(expect.objectContaining({ code: 'size-overflow' }));
    expect(() => safeSum([Number.MAX_SAFE_INTEGER, 1])).toThrow(
      expect.objectContaining({ code: 'size-overflow' }),
    );
  });
});
