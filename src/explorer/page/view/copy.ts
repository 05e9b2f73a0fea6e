import { element } from './dom.js';

/** Puts a text into the clipboard, also where the page came over plain HTTP and browsers keep the clipboard from it. */
export async function copy(text: string): Promise<void> {
  // Its type promises a clipboard that an insecure page does not have.
  const { clipboard } = navigator as { readonly clipboard?: Clipboard };
  if (clipboard !== undefined) {
    await clipboard.writeText(text);
    return;
  }
  const area = element('textarea', { value: text, readOnly: true });
  document.body.append(area);
  area.select();
  // The only way without a secure context.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const isCopied = document.execCommand('copy');
  area.remove();
  if (!isCopied) throw new Error('this browser does not let the page copy');
}
