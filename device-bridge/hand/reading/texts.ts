// Comparing what is written on a screen with what a person said: spaces, width and case do not matter.

export function clean(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim();
}

/** The beginning of a text; a number or an address that does not fit is left out whole. */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return text.slice(0, longest).replace(/[\w@.+·-][\w@.+· -]*$/, '');
}

export function isSameText(a: string, b: string): boolean {
  return foldText(a) === foldText(b);
}

export function foldText(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase();
}
