// Comparing what is written on a screen with what a person said: spaces, width and case do not matter.

export function clean(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim();
}

export function isSameText(a: string, b: string): boolean {
  return foldText(a) === foldText(b);
}

export function foldText(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase();
}
