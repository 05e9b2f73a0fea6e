import { fromFragment, toFragment } from './address.js';
import { INITIAL } from './fields.js';

describe('the address of the explorer', () => {
  it('is empty for the page as it opens', () => {
    expect(toFragment(INITIAL)).toBe('');
    expect(fromFragment('')).toEqual(INITIAL);
  });

  it('holds what differs, whatever characters it has, and gives it back', () => {
    const state = {
      ...INITIAL,
      network: 'a&b=c #d',
      deviceSet: 'MAX-Q|TensorRT 8.4.0|fp16|1|module',
      rateMbps: 0.5,
      maxLatencyMs: 12.5,
      inputStaysOnDevice: true,
      link: '',
    };
    expect(fromFragment(`#${toFragment(state)}`)).toEqual(state);
  });

  it('passes over names and numbers that are none', () => {
    expect(fromFragment('#rateMbps=fast&maxLatencyMs=&nothing=1&__proto__=x')).toEqual(INITIAL);
  });
});
