// Values of slots: goods, places, messages, times... grown from the productions in lexicons/*-values.txt, and
// strings without meaning, which teach the model to copy what it has never seen.
import { readFileSync } from 'node:fs';

const lexicons = new URL('../lexicons/', import.meta.url);
const givenNames = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红玲建国文辉力东海波宁浩然子轩雨欣梓涵佳怡思远鹏飞翔凤琴燕云莲真环雪荣爱晨曦诗琪嘉懿俊熙宇航若彤沐阳',
];
const foreign = {
  enproduct: ['en', 'product'],
  ensurname: ['en', 'first'],
  enword: ['en', 'w'],
  ensong: ['en', 'song'],
  enartist: ['en', 'artist'],
  envideo: ['en', 'video'],
  ensci: ['en', 'paper'],
  entopic: ['en', 'topic'],
  phrasezh: ['zh', 'phrase'],
};

const accented = { a: 'áàâäãå', e: 'éèêëě', i: 'íìîï', o: 'óòôöõø', u: 'úùûü', c: 'çč', n: 'ñń' };

function readLines(name) {
  return readFileSync(new URL(name, lexicons), 'utf8').split('\n').filter(Boolean);
}

function readProductions(language, lists) {
  const productions = new Map();
  for (const line of readLines(`${language}-values.txt`)) {
    const match = /^([\w-]+) = (.*)$/.exec(line);
    if (match === null) continue;
    const alternatives = match[2].split(' | ').map((text) => {
      const weighted = /^(\d+)\*(.*)$/.exec(text);
      return { weight: weighted ? Number(weighted[1]) : 1, text: weighted ? weighted[2] : text };
    });
    for (const { text } of alternatives) {
      if (text.startsWith('@') && !lists.has(text)) lists.set(text, readLines(text.slice(1)));
    }
    productions.set(match[1], alternatives);
  }
  return productions;
}

function hanziOfRows(first, last) {
  const decoder = new TextDecoder('gb2312');
  const hanzi = [];
  for (let high = first; high <= last; high += 1) {
    for (let low = 0xa1; low <= 0xfe; low += 1) {
      const character = decoder.decode(new Uint8Array([high, low]));
      if (/^\p{Script=Han}$/u.test(character)) hanzi.push(character);
    }
  }
  return hanzi;
}

/** Hanzi of GB2312 level 1: the 3,755 most common ones. */
export const commonHanzi = hanziOfRows(0xb0, 0xd7);

/** Hanzi of GB2312 level 2: 3,008 rarer ones, of which few have a token of their own. */
export const rareHanzi = hanziOfRows(0xd8, 0xf7);

export class Values {
  #random;
  #lists = new Map();
  #productions;

  constructor(random) {
    this.#random = random;
    this.#productions = { zh: readProductions('zh', this.#lists), en: readProductions('en', this.#lists) };
  }

  has(language, type) {
    return this.#productions[language].has(type);
  }

  /** A value of a type, for example of('zh', 'product'). */
  of(language, type) {
    const alternatives = this.#productions[language].get(type);
    if (alternatives === undefined) throw new Error(`no values of type ${type} in ${language}`);
    const { text } = this.#random.weighted(alternatives);
    const pattern = text.startsWith('@') ? this.#random.pick(this.#lists.get(text)) : text;
    return pattern.replaceAll(/\{([^}]+)\}/g, (_, name) => this.#part(language, name));
  }

  #part(language, name) {
    const range = /^(\d+)-(\d+)$/.exec(name);
    if (range !== null) return String(this.#random.between(Number(range[1]), Number(range[2])));
    const other = foreign[name];
    if (other !== undefined) return this.of(other[0], other[1]);
    switch (name) {
      case 'A':
        return String.fromCharCode(65 + this.#random.between(0, 25));
      case 'given':
        return this.#random.pick(givenNames);
      case 'digits5':
        return this.#digits(this.#random.between(3, 6));
      case 'digits11':
        return `1${this.#digits(10)}`;
      case 'phone':
        return `${this.#digits(3)}-${this.#digits(4)}`;
      case 'rnd':
        return this.pseudoWord();
      case 'mailbox':
        return this.#mailbox();
      case 'emoji':
        return this.#emoji();
      case 'py':
      case 'py1':
        return this.#syllable();
      case 'py2':
        return this.#syllable() + this.#syllable();
      default:
        return this.of(language, name);
    }
  }

  #anyHanzi() {
    if (this.#random.chance(0.03)) return String.fromCodePoint(this.#random.between(0x4e00, 0x9fa5));
    return this.#random.pick(this.#random.chance(0.12) ? rareHanzi : commonHanzi);
  }

  #digits(count) {
    return Array.from({ length: count }, () => this.#random.between(0, 9)).join('');
  }

  #syllable() {
    const onset = this.#random.pick(['b', 'm', 'd', 't', 'l', 'j', 'x', 'zh', 'sh', 'ch', 'w', 'y', 'h', 'g']);
    return onset + this.#random.pick(['a', 'ang', 'en', 'i', 'iao', 'ing', 'u', 'ong', 'ai', 'an', 'ei', 'uan']);
  }

  #mailbox() {
    const random = this.#random;
    const word = () => (random.chance(0.5) ? this.pseudoWord() : this.of('en', 'first').toLowerCase());
    const name = random.pick([
      word(),
      `${word()}.${word()}`,
      `${word()}${random.between(1, 99)}`,
      `${word()}_${word()}`,
    ]);
    return `${name}@${this.pseudoWord()}.${random.pick(['com', 'org', 'cn', 'co.uk', 'edu', 'io', 'com.cn', 'net'])}`;
  }

  #emoji() {
    const [first, last] = this.#random.pick([
      [0x1f600, 0x1f64f],
      [0x1f300, 0x1f3ff],
      [0x1f400, 0x1f4ff],
      [0x1f90c, 0x1f9ff],
    ]);
    return String.fromCodePoint(this.#random.between(first, last));
  }

  /** The value with something in or behind it that is no plain word: a picture, a sign with a number, an accent. */
  oddity(language, value) {
    const random = this.#random;
    const draw = random.unit();
    if (draw < 0.3) return value + (language === 'zh' ? '' : ' ') + this.#emoji();
    if (draw < 0.45)
      return `${value} ${random.pick(['#', '@', 'no.', '№', '+', '$', '¥', '&'])}${random.between(1, 9999)}`;
    if (draw < 0.6)
      return `${value} ${random.between(1, 999)}${random.pick(['%', '°', 'ml', 'kg', 'cm', '€', '块', 'x2', '-A'])}`;
    if (draw < 0.7) return `${value} ${this.#mailbox()}`;
    return value.replace(/[aeioucn](?=\w*$)/, (letter) => random.pick([...accented[letter]]));
  }

  /** A word of letters that mean nothing. */
  pseudoWord() {
    const syllable = () =>
      this.#random.pick([...'bcdfghjklmnprstvwz', 'sh', 'tr', 'qu']) +
      this.#random.pick(['a', 'e', 'i', 'o', 'u', 'ee', 'ou']) +
      this.#random.pick(['', '', 'n', 'r', 's', 'l', 'x', 'ck', 'm']);
    return Array.from({ length: this.#random.between(1, 3) }, syllable).join('');
  }

  /** The value with one hanzi or word exchanged for any other, so that rare ones are met among common ones. */
  stir(language, value) {
    const random = this.#random;
    const pattern = language === 'zh' ? /[\u4e00-\u9fa5]/g : /\b[A-Za-z]{3,}\b/g;
    const places = [...value.matchAll(pattern)];
    if (places.length < 2) return value;
    const place = random.pick(places);
    const other = language === 'zh' ? this.#anyHanzi() : this.pseudoWord();
    return value.slice(0, place.index) + other + value.slice(place.index + place[0].length);
  }

  /** A string that means nothing: hanzi or words, of varied length. */
  meaningless(language) {
    const random = this.#random;
    if (language === 'zh') {
      const length = random.between(2, random.pick([3, 5, 8, 14]));
      const text = Array.from({ length }, () => this.#anyHanzi()).join('');
      return random.chance(0.1) ? text + random.between(1, 999) : text;
    }
    const words = Array.from({ length: random.between(1, random.pick([2, 3, 4, 7])) }, () =>
      random.chance(0.5) ? this.of('en', 'w') : this.pseudoWord(),
    );
    if (words.length > 2 && random.chance(0.4))
      words[1] = random.pick(['of', 'the', 'for', 'in', 'at', 'with', 'to', 'and']);
    if (random.chance(0.15)) words.push(String(random.between(1, 9999)));
    return words.join(' ');
  }
}
