// Text measured by character classes, so that layout needs no font: a line's estimate is a few percent wider than
// what Noto Sans draws, never much narrower. The renderer breaks lines with the real font by the same rules.

/** Line height as a multiple of the text size. */
export const LINE_HEIGHT = 1.38;

const NARROW = /[ijl.,:;!|'`Ift()[\]{} \-/]/;
const WIDE = /[mwMW%@&]/;

/** Advance width of one character in em. */
function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code > 0xffff) return 1.2;
  if (code >= 0x1100) return 1;
  if (NARROW.test(character)) return 0.34;
  if (WIDE.test(character)) return 0.93;
  if (character >= 'A' && character <= 'Z') return 0.68;
  return 0.58;
}

/** Width of one unbroken line in pixels, rounded up. */
export function measureText(text: string, sizePx: number): number {
  let em = 0;
  for (const character of text) em += characterWidth(character);
  return Math.ceil(em * sizePx);
}

export type Measure = (text: string) => number;

/**
 * Breaks `text` into at most `maxLines` lines of `widthPx`, at line feeds and between words or CJK characters; the
 * last line ends in an ellipsis when something was left out.
 */
export function wrapText(text: string, widthPx: number, maxLines: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (piece === '\n') {
      lines.push(line);
      line = '';
    } else if (line === '' || measure(line + piece) <= widthPx) {
      line += piece;
    } else {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    }
    while (measure(line) > widthPx && [...line].length > 1) {
      const head = fitting(line, widthPx, measure);
      lines.push(head);
      line = line.slice(head.length);
    }
    if (lines.length > maxLines) break;
  }
  lines.push(line);
  if (lines.length <= maxLines) return lines;
  const kept = lines.slice(0, maxLines);
  const overflowing = joinLines(kept[maxLines - 1] ?? '', lines[maxLines] ?? '');
  kept[maxLines - 1] = `${fitting(overflowing, widthPx - measure('…'), measure)}…`;
  return kept;
}

/** Undoes a line break: Latin words get their space back. */
function joinLines(first: string, second: string): string {
  return /[A-Za-z0-9]$/.test(first) && /^[A-Za-z0-9]/.test(second) ? `${first} ${second}` : first + second;
}

/** Number of lines that `text` needs, at most `maxLines`. */
export function countLines(text: string, sizePx: number, widthPx: number, maxLines: number = 999): number {
  return wrapText(text, widthPx, maxLines, (part) => measureText(part, sizePx)).length;
}

function fitting(text: string, widthPx: number, measure: Measure): string {
  let head = '';
  for (const character of text) {
    if (head !== '' && measure(head + character) > widthPx) break;
    head += character;
  }
  return head;
}

const PIECES = /\n|[A-Za-z0-9+.'’_-]+ ?|[^\n]/gu;

function pieces(text: string): string[] {
  return text.match(PIECES) ?? [];
}
