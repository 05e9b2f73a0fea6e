import { seal, unseal } from './seal.js';

describe('a sealed text', () => {
  const sealed = seal('the answer, with a secret', 'key of the caller', 'row');

  it('is read with the secret that it was sealed with', () => {
    expect(unseal(sealed, 'key of the caller', 'row')).toBe('the answer, with a secret');
  });

  it('shows nothing of itself, and is another one each time', () => {
    expect(sealed.toString('latin1')).not.toContain('secret');
    expect(seal('the answer, with a secret', 'key of the caller', 'row')).not.toEqual(sealed);
  });

  it.each([
    ['another secret', sealed, 'another', 'row'],
    ['the salt of another row', sealed, 'key of the caller', 'another'],
    [
      'a changed byte',
      Buffer.from(sealed.map((byte, index) => (index === 30 ? byte ^ 1 : byte))),
      'key of the caller',
      'row',
    ],
  ])('is not read with %s', (_name, text, secret, salt) => {
    expect(() => unseal(text, secret, salt)).toThrow();
  });
});
