// Text as the finders read it: full-width signs as their plain forms, invisible characters left out, so that a number cannot
// hide behind them; with the way back to the places of the text as it was.

export interface PlainText {
  readonly plain: string;
  /** For each UTF-16 unit of `plain`, and for its end, its place in the text. */
  readonly places: readonly number[];
}

export function toPlain(text: string): PlainText {
  let plain = '';
  const places: number[] = [];
  let place = 0;
  for (const character of text) {
    const form = /\p{Cf}/u.test(character) ? '' : plainForm(character);
    for (let unit = 0; unit < form.length; unit++) places.push(place);
    plain += form;
    place += character.length;
  }
  places.push(place);
  return { plain, places };
}

/** Only what stays one character: a ligature that became three would move everything behind it. */
function plainForm(character: string): string {
  const form = character.normalize('NFKC');
  return [...form].length === 1 ? form : character;
}
