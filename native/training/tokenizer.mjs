// The tokenizer: bytes, one token for each hanzi and sign in use, and word pieces learnt from the corpus. No merge
// crosses a hanzi, a digit, a sign or a space inside a value, so that values begin and end on tokens. It is a plain
// byte-level BPE (as in GPT-2) and splits text as llama.cpp's `deepseek-v3` pre-tokenizer does.

const splitters = [
  /\p{N}{1,3}/gu,
  /[一-龥぀-ゟ゠-ヿ]+/gu,
  /[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+/gu,
];
const encoder = new TextEncoder();

/** The letter that GPT-2's byte alphabet writes for each byte. */
const byteLetters = (() => {
  const letters = [];
  let next = 256;
  for (let byte = 0; byte < 256; byte += 1) {
    const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    letters.push(String.fromCodePoint(printable ? byte : next));
    if (!printable) next += 1;
  }
  return letters;
})();

/** Text in GPT-2's byte alphabet. */
export function spell(text) {
  let spelled = '';
  for (const byte of encoder.encode(text)) spelled += byteLetters[byte];
  return spelled;
}

/** Splits text into the pieces within which merges happen. */
export function pieces(text) {
  let parts = [text];
  for (const splitter of splitters) {
    parts = parts.flatMap((part) => {
      const found = [];
      let position = 0;
      for (const match of part.matchAll(splitter)) {
        if (match.index > position) found.push(part.slice(position, match.index));
        found.push(match[0]);
        position = match.index + match[0].length;
      }
      if (position < part.length) found.push(part.slice(position));
      return found;
    });
  }
  return parts;
}

/** Learns `count` merges inside words from `[word, frequency]` pairs. */
function learnWordMerges(words, count) {
  const rows = [...words].map(([word, frequency]) => ({ symbols: [...spell(word)], frequency }));
  const merges = [];
  while (merges.length < count) {
    const pairs = new Map();
    for (const { symbols, frequency } of rows) {
      for (let i = 0; i + 1 < symbols.length; i += 1) {
        const pair = `${symbols[i]} ${symbols[i + 1]}`;
        pairs.set(pair, (pairs.get(pair) ?? 0) + frequency);
      }
    }
    const ranked = [...pairs].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    // Several merges a round, as long as they do not touch each other: far fewer passes, nearly the same result.
    const touched = new Set();
    const round = [];
    for (const [pair] of ranked.slice(0, 60)) {
      const [left, right] = pair.split(' ');
      if (touched.has(left) || touched.has(right) || merges.length + round.length >= count) continue;
      touched.add(left).add(right);
      round.push(pair);
    }
    if (round.length === 0) break;
    merges.push(...round);
    const chosen = new Set(round);
    for (const row of rows) {
      const symbols = [];
      for (const symbol of row.symbols) {
        const last = symbols.at(-1);
        if (last !== undefined && chosen.has(`${last} ${symbol}`)) symbols[symbols.length - 1] = last + symbol;
        else symbols.push(symbol);
      }
      row.symbols = symbols;
    }
  }
  return merges;
}

/** Merges that build each of the characters from its bytes. */
function characterMerges(characters) {
  const starts = new Set();
  const whole = [];
  for (const character of characters) {
    const letters = [...spell(character)];
    for (let i = 1; i + 1 < letters.length; i += 1) starts.add(`${letters.slice(0, i).join('')} ${letters[i]}`);
    whole.push(`${letters.slice(0, -1).join('')} ${letters.at(-1)}`);
  }
  return [...starts, ...whole];
}

/** Builds the tokenizer file: `{ tokens, merges, special }`; special tokens come first. */
export function buildTokenizer({ special, characters, words, wordMerges }) {
  const merges = [...characterMerges(characters), ...learnWordMerges(words, wordMerges)];
  const tokens = [...special, ...byteLetters, ...new Set(merges.map((merge) => merge.replace(' ', '')))];
  return { special: special.length, tokens, merges };
}

/** Turns text into token ids. */
export class Tokenizer {
  #ids;
  #ranks;
  #specials;
  #cache = new Map();

  constructor({ special, tokens, merges }) {
    this.#ids = new Map(tokens.map((token, id) => [token, id]));
    this.#ranks = new Map(merges.map((merge, rank) => [merge, rank]));
    const names = tokens.slice(0, special).map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    this.#specials = new RegExp(`(${names.join('|')})`);
  }

  encode(text) {
    const ids = [];
    for (const [index, part] of text.split(this.#specials).entries()) {
      if (index % 2 === 1) ids.push(this.#ids.get(part));
      else for (const piece of pieces(part)) ids.push(...this.#encodePiece(piece));
    }
    return ids;
  }

  #encodePiece(piece) {
    let ids = this.#cache.get(piece);
    if (ids === undefined) {
      ids = this.#merge([...spell(piece)]).map((symbol) => this.#ids.get(symbol));
      if (this.#cache.size < 200_000) this.#cache.set(piece, ids);
    }
    return ids;
  }

  #merge(symbols) {
    for (;;) {
      let best = Number.POSITIVE_INFINITY;
      let at = -1;
      for (let i = 0; i + 1 < symbols.length; i += 1) {
        const rank = this.#ranks.get(`${symbols[i]} ${symbols[i + 1]}`) ?? Number.POSITIVE_INFINITY;
        if (rank < best) {
          best = rank;
          at = i;
        }
      }
      if (at === -1) return symbols;
      symbols.splice(at, 2, symbols[at] + symbols[at + 1]);
    }
  }
}
