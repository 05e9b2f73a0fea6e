import { element } from './dom.js';

/** Hands a file to the reader, as a download. */
export function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  element('a', { href: address, download: name }).click();
  // The browser takes the address up a moment later.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
}
