// Composes samples: a phrasing filled with values and apps, wrapped in politeness and noise, read back through the
// same mention finder and canonical form that the planner uses. Samples whose values do not survive are dropped.
import { apps, clauseRules, servesCategory } from '../encoding.mjs';
import { answerFor } from './answers.mjs';
import { addNoise, wrap } from './noise.mjs';
import { condition, lateCondition, payment, vagueValue } from './refusals.mjs';
import { reword } from './rewording.mjs';

/** Types whose leading article belongs to the value: titles, names and free text. */
const verbatimTypes = new Set(['song', 'video', 'movie', 'podcast', 'artist', 'message', 'asking', 'post', 'note']);
const correctable = new Set(['product', 'person', 'place', 'city', 'time', 'food', 'drink', 'song']);
/** What a search is for, said right behind the subject: part of the query unless 的, of, about or on ties it. */
const heldBehind = {
  zh: /^(?:视频|新闻|论文|文章|帖子|笔记|攻略|资料|做法|教程|测评|文献)/,
  en: /^ (?:recipe videos|recipes?|videos?|news|papers?|articles?|posts?|reviews?|tutorials?|tips|vlogs?|clips?|threads?)\b/,
};
/** An amount that the phrasing itself says right before goods or food: part of the item. */
const amountBefore = {
  zh: /[一两俩三四五六七八九十半几0-9]+(?:份|杯|个|碗|盒|瓶|只|斤|串|笼|打|桶|双|台)$/,
  en: /\b(?:one|two|three|half a dozen) $/i,
};
/** Words that point at goods and are no part of their name. */
const pointers = ['那双', '这款', '那款', '那个', '这个', '那台', '那种', '那套', '一款', '那件', '那瓶'];
const startsWithAmount = /^(?:[一两俩三四五六七八九十半几\d]|one |two |three )/i;
/** Types with few values, which are said in these words and no others. */
const closedTypes =
  /^(?:state|setting|train-kind|field|count|before|since|spent|device|ride-kind|way-by|hotel-word|spot-kind|(?:best|filter|want|test|own|app|complaint)-.*|.*-what|complaint)$/;
/** Clauses whose item holds the amount said with it; elsewhere an amount is a value of its own. */
const holdsAmount = new Set(['food', 'price']);
/** What a clause's kind (`by`) is called where the phrasing itself says it. */
const kindsSaid = {
  ticket: /高铁|火车|动车|飞机|机票|航班|\b(?:flights?|trains?|planes?)\b/i,
  ride: /专车|快车|顺风车/,
  navigate:
    /步行|走路|骑车|骑行|开车|自驾|坐公交|坐地铁|\b(?:by (?:subway|metro|bus|bike|car|train)|on foot|walking|cycling|driving)\b/i,
};
const typesOfApps = { web: ['browser', 'social', 'news', 'work'], any: undefined };

export class Samples {
  #random;
  #values;
  #sections;
  #groups;
  #focused;
  #pools = new Map();

  /**
   * @param choice which phrasings to draw from: 'train', 'held-out' or 'all'
   * @param focus words of plan headers (kinds, slots): half of all commands are drawn from sections that have one
   */
  constructor(random, values, sections, choice, focus = []) {
    this.#random = random;
    this.#values = values;
    this.#sections = sections
      .map((section) => ({ ...section, lines: chosenLines(section, choice).map(weigh) }))
      .filter((section) => section.lines.length > 0);
    const inFocus = ({ header }) => focus.some((word) => new RegExp(`(?:^|[ >])${word}(?=[ :\\d]|$)`).test(header));
    this.#groups = this.#groupSections(this.#sections.filter((section) => !inFocus(section)));
    this.#focused = this.#groupSections(this.#sections.filter(inFocus), 0.8);
  }

  /** @param evenness how much groups with many phrasings come before others: 0 not at all, 1 by their number */
  #groupSections(sections, evenness = 0.6) {
    const groups = new Map();
    for (const section of sections) {
      const key = `${section.language} ${section.group}`;
      const group = groups.get(key) ?? { language: section.language, group: section.group, sections: [], lines: 0 };
      const weight = section.lines.reduce((sum, line) => sum + line.weight, 0);
      group.sections.push({ ...section, weight: weight ** 0.8 });
      group.lines += weight;
      groups.set(key, group);
    }
    return [...groups.values()].map((group) => ({ ...group, weight: group.lines ** evenness }));
  }

  /** One sample: `{ request, canonical, target, tags, group, language }`, or undefined if the draw did not work out. */
  draw() {
    const random = this.#random;
    const language = random.chance(0.5) ? 'zh' : 'en';
    const groups = this.#groups.filter((group) => group.language === language);
    const refusals = groups.find((group) => group.group === 'refuse');
    const draw = random.unit();
    const commandsOf = (chosen) => chosen.filter((group) => group.group !== 'refuse');
    if (draw > 0.94) return this.#spoilt(commandsOf(groups), language, random.unit());
    if (draw < 0.01) return this.#finish(language, 'refuse', [], [{ text: this.#values.meaningless(language) }]);
    if (draw < 0.175 && refusals !== undefined) return this.#fromSection(random.weighted(refusals.sections));
    const commands = commandsOf(groups);
    if (draw < 0.215)
      return this.#pair(
        commands.filter((group) => !group.group.includes('>')),
        language,
      );
    const focused = this.#focused.filter((group) => group.language === language);
    if (focused.length === 0 || random.chance(0.5))
      return this.#fromSection(random.weighted(random.weighted(commands).sections));
    const sample = this.#fromSection(random.weighted(random.weighted(focused).sections));
    return sample && { ...sample, focused: true };
  }

  #fromSection(section) {
    const random = this.#random;
    const mode = {
      language: section.language,
      meaningless: random.chance(section.language === 'zh' ? 0.14 : 0.08),
      foreign: random.chance(0.05),
    };
    const pieces = this.#fill(random.weighted(section.lines).line, section, 0, mode);
    return this.#finish(section.language, section.group, section.clauses, pieces);
  }

  /** A command made into something that no plan covers. */
  #spoilt(groups, language, draw) {
    const random = this.#random;
    const single = groups.filter((group) => !group.group.includes('>'));
    const mode = { language, meaningless: random.chance(0.07), foreign: false };
    const fill = (kinds) => {
      const section = random.weighted(random.weighted(kinds).sections);
      return { section, pieces: this.#fill(random.weighted(section.lines).line, section, 0, mode) };
    };
    const loose = (text) => text.replaceAll(/\{(\w+)\}/g, (_, type) => this.#looseValue(type, mode));
    if (draw < 0.17) {
      const closed = single.filter((group) => !['send', 'note', 'post', 'open'].includes(group.group));
      const back = loose(lateCondition(random, language));
      return this.#finish(language, 'refuse', [], [...plain(fill(closed).pieces), { text: back }]);
    }
    if (draw < 0.45) {
      const front = loose(condition(random, language));
      return this.#finish(language, 'refuse', [], [{ text: front }, ...plain(fill(groups).pieces)]);
    }
    if (draw < 0.65) {
      const paid = single.filter((group) => ['food', 'ride', 'ticket', 'hotel', 'price'].includes(group.group));
      const back = payment(random, language).replaceAll('{digits}', () => String(random.between(1000, 999999)));
      return this.#finish(language, 'refuse', [], [...plain(fill(paid).pieces), { text: back }]);
    }
    if (draw < 0.85) {
      const { pieces, section } = fill(
        single.filter((group) => ['food', 'price', 'navigate', 'hotel', 'search'].includes(group.group)),
      );
      const required = section.clauses[0].slots.find((slot) => clauseRules[section.group].slots[slot.slot]);
      const word = vagueValue(random, language, required?.type);
      if (word === undefined) return undefined;
      for (const piece of pieces) if (piece.slot === required.slot) piece.text = word;
      return this.#finish(language, 'refuse', [], plain(pieces));
    }
    const joint = language === 'zh' ? '，' : ', ';
    const pieces = Array.from({ length: random.between(4, 5) }, () => [...fill(single).pieces, { text: joint }]).flat();
    return this.#finish(language, 'refuse', [], plain(pieces.slice(0, -1)));
  }

  #looseValue(type, mode) {
    if (type === 'app') return this.#appName(this.#app('any'), mode);
    return type === 'digits' ? String(this.#random.between(5, 9999)) : this.#values.of(mode.language, type);
  }

  /** Two commands of one clause each, joined. */
  #pair(groups, language) {
    const random = this.#random;
    const first = random.weighted(random.weighted(groups).sections);
    const second = random.weighted(random.weighted(groups).sections);
    const mode = { language, meaningless: random.chance(0.08), foreign: false };
    const joints =
      language === 'zh'
        ? [
            '，然后',
            '，再',
            '，顺便',
            '，',
            '。',
            '，还有',
            '，同时',
            '，另外',
            '，接着',
            '；',
            '，完了',
            '，并且',
            '。然后',
            '，之后',
            ' ',
          ]
        : [
            ' and ',
            ', then ',
            ' and then ',
            '. ',
            ', and ',
            '. Also, ',
            ' and also ',
            '; ',
            ', after that ',
            '. Then ',
            ', plus ',
          ];
    const front = this.#fill(random.weighted(first.lines).line, first, 0, mode);
    const last = front.at(-1);
    if (last.slot === undefined && last.app === undefined) last.text = last.text.replace(/[.?!。？！]+$/, '');
    const back = this.#fill(random.weighted(second.lines).line, second, 1, mode);
    return this.#finish(
      language,
      'pair',
      [first.clauses[0], second.clauses[0]],
      [...front, { text: random.pick(joints) }, ...back],
    );
  }

  /** Expands free choices and slots of a line into pieces: `{ text, slot?, app?, clause? }`. */
  #fill(line, section, firstClause, mode) {
    const random = this.#random;
    let text = line;
    for (let depth = 0; depth < 3; depth += 1) {
      text = text.replaceAll(/\(([^()]*\|[^()]*)\)/g, (_, choices) => random.pick(choices.split('|')));
    }
    const pieces = [];
    const rewords = section.group !== 'refuse' && random.chance(0.14);
    for (const part of text.split(/(\{[\w-]+\})/)) {
      if (part === '') continue;
      const name = /^\{([\w-]+)\}$/.exec(part)?.[1];
      if (name === undefined) pieces.push({ text: rewords ? reword(random, section.language, part) : part });
      else pieces.push(...this.#fillSlot(name, section, firstClause, mode));
    }
    const kindOf = (piece) => section.clauses[piece.clause - firstClause]?.kind;
    for (const [index, piece] of pieces.entries()) {
      const before = pieces[index - 1];
      if (
        piece.slot === 'item' &&
        holdsAmount.has(kindOf(piece)) &&
        before !== undefined &&
        before.slot === undefined &&
        !before.app
      ) {
        const amount = amountBefore[section.language].exec(before.text)?.[0] ?? '';
        if (!startsWithAmount.test(piece.text)) piece.text = amount + piece.text;
        before.text = before.text.slice(0, before.text.length - amount.length);
      }
      const next = pieces[index + 1];
      if (next !== undefined && next.slot === undefined && piece.text.endsWith('的'))
        next.text = next.text.replace(/^的/, '');
      if (piece.slot !== 'query' || next === undefined || next.slot !== undefined || next.app) continue;
      const held = heldBehind[section.language].exec(next.text)?.[0] ?? '';
      piece.text += held;
      next.text = next.text.slice(held.length);
    }
    return this.#kindsSaid(pieces, section, firstClause).filter((piece) => piece.text !== '');
  }

  /** The kind of a ticket, a car or a way that stands in the phrasing itself (火车, flight, 步行) is a value like any other. */
  #kindsSaid(pieces, section, firstClause) {
    let labelled = pieces;
    for (const [index, { kind, slots }] of section.clauses.entries()) {
      const words = kindsSaid[kind];
      if (words === undefined || slots.some((slot) => slot.slot === 'by')) continue;
      const at = labelled.findIndex((piece) => piece.slot === undefined && !piece.app && words.test(piece.text));
      if (at === -1) continue;
      const { text } = labelled[at];
      const { 0: word, index: start } = words.exec(text);
      labelled = [
        ...labelled.slice(0, at),
        { text: text.slice(0, start) },
        { text: word, slot: 'by', clause: firstClause + index },
        { text: text.slice(start + word.length) },
        ...labelled.slice(at + 1),
      ];
    }
    return labelled;
  }

  #fillSlot(name, section, firstClause, mode) {
    for (const [index, clause] of section.clauses.entries()) {
      const at = firstClause + index;
      if (clause.apps?.name === name) return this.#appPieces(clause.apps, at, mode);
      const slot = clause.slots.find((candidate) => candidate.name === name);
      if (slot !== undefined) return this.#slotPieces(slot, at, mode);
    }
    if (name.startsWith('app')) return [{ text: this.#appName(this.#app('any'), mode) }];
    return [{ text: this.#value(name, mode) }];
  }

  #slotPieces(slot, clause, mode) {
    const right = { text: this.#value(slot.type, mode), slot: slot.slot, clause };
    const articles = slot.type === 'time' ? /^the /i : /^(?:(?:the|an?|my|our|your|some) )+(?=\S)/i;
    if (slot.type === 'product' && mode.language === 'zh' && this.#random.chance(0.05))
      return [{ text: this.#random.pick(pointers) }, right];
    const article = verbatimTypes.has(slot.type) ? undefined : articles.exec(right.text)?.[0];
    const pieces = article ? [{ text: article }, { ...right, text: right.text.slice(article.length) }] : [right];
    if (!correctable.has(slot.type) || !this.#random.chance(0.035)) return pieces;
    return [{ text: this.#value(slot.type, mode) }, { text: this.#correction(mode.language) }, ...pieces];
  }

  #correction(language) {
    return this.#random.pick(
      language === 'zh'
        ? [
            '，不对，',
            '，啊不，',
            '，不是，是',
            '，说错了，',
            '，哦不，',
            '……不对，是',
            '，错了，',
            '，额不，',
            '，哦不是，',
            '，等等，',
            '，不不，',
            '，口误，是',
            '算了，',
            '，应该是',
          ]
        : [
            ', no wait, ',
            ', sorry, ',
            ', no, ',
            ', I mean ',
            ' no wait ',
            ', actually ',
            ', no sorry, ',
            ' er I mean ',
            ', wait no, ',
            ', sorry I mean ',
            ', scratch that, ',
            ' - no - ',
            ', make that ',
            '... no, ',
            ', or rather ',
          ],
    );
  }

  #value(type, mode) {
    const random = this.#random;
    const closed = closedTypes.test(type);
    if (mode.meaningless && random.chance(0.6) && !closed && type !== 'time')
      return this.#values.meaningless(mode.language);
    const foreign = mode.foreign && !closed && type !== 'time';
    const language = foreign ? (mode.language === 'zh' ? 'en' : 'zh') : mode.language;
    const value = this.#values.of(language, this.#values.has(language, type) ? type : 'topic');
    const open = !closed && type !== 'time';
    if (open && random.chance(0.025)) return this.#values.oddity(language, value);
    return open && random.chance(language === 'zh' ? 0.14 : 0.05) ? this.#values.stir(language, value) : value;
  }

  #app(category) {
    const random = this.#random;
    const wanted = category in typesOfApps ? typesOfApps[category] : [category];
    if (wanted === undefined || random.chance(0.015)) return random.pick(apps);
    const key = wanted.join();
    let pool = this.#pools.get(key);
    if (pool === undefined) {
      const fitting = apps.filter((app) => wanted.some((one) => servesCategory(app, one)));
      pool = fitting.map((app, index) => ({
        app,
        weight: (wanted.includes(app.category) ? 1 : 0.5) / (1 + 0.08 * index),
      }));
      if (pool.length === 0) throw new Error(`no apps of category ${category}`);
      this.#pools.set(key, pool);
    }
    return random.weighted(pool).app;
  }

  #appName(app, mode) {
    const name = this.#exactName(app, mode);
    return this.#random.chance(0.02) ? slip(this.#random, name) : name;
  }

  #exactName(app, mode) {
    const random = this.#random;
    const latin = (name) => /^[\x20-\x7e]+$/.test(name);
    const other = [...app.aliases, ...(app.contextual ?? [])];
    const wanted = other.filter((name) => latin(name) === (mode.language === 'en'));
    const name = random.unit();
    if (name < 0.28 && wanted.length > 0) return random.pick(wanted);
    if (name < 0.34 && other.length > 0) return random.pick(other);
    if (name < 0.38) return mode.language === 'zh' ? app.names.en : app.names.zh;
    return mode.language === 'zh' ? app.names.zh : app.names.en;
  }

  #appPieces(rule, clause, mode) {
    const random = this.#random;
    if (!rule.many) {
      const right = { text: this.#appName(this.#app(rule.category), mode), app: true, clause };
      if (!random.chance(0.035)) return [right];
      return [
        { text: this.#appName(this.#app(rule.category), mode), decoy: true },
        { text: this.#correction(mode.language) },
        right,
      ];
    }
    const chosen = new Set();
    const count = random.pick([2, 2, 2, 3, 3, 3, 4]);
    for (let tries = 0; tries < 30 && chosen.size < count; tries += 1) chosen.add(this.#app(rule.category));
    const joint = random.pick(
      mode.language === 'zh'
        ? ['、', '、', '，', '和', ' ', '', '跟', '/']
        : [', ', ', ', ', ', ' and ', '/', ' ', ' & '],
    );
    const last = random.pick(
      mode.language === 'zh'
        ? ['和', '、', '还有', '跟', '以及', joint, '与', '或者']
        : [' and ', ', and ', ' & ', ' or ', joint, ' vs ', ', or ', ' plus '],
    );
    const pieces = [];
    for (const [index, app] of [...chosen].entries()) {
      if (index > 0) pieces.push({ text: index === chosen.size - 1 ? last : joint });
      pieces.push({ text: this.#appName(app, mode), app: true, clause });
    }
    return pieces;
  }

  #finish(language, group, clauses, pieces) {
    const said = this.#random.chance(group === 'refuse' ? 0.04 : 0.11)
      ? [{ text: withSpace(this.#values.of(language, 'reason'), language) }, ...pieces]
      : pieces;
    const noisy = addNoise(this.#random, language, wrap(this.#random, language, group, said));
    let request = '';
    for (const piece of noisy) {
      piece.start = request.length;
      request += piece.text;
      piece.end = request.length;
    }
    if (request.length > 260) return undefined;
    const answer = answerFor(request, noisy, clauses);
    return answer === undefined ? undefined : { request, ...answer, group, language };
  }
}

function withSpace(text, language) {
  return language === 'en' ? `${text.trimEnd()} ` : text;
}

/** A name with two neighbouring letters swapped or one left out, if it is one long word. */
function slip(random, name) {
  if (!/^[A-Za-z]{6,}$/.test(name)) return name;
  const at = random.between(1, name.length - 2);
  if (random.chance(0.5)) return name.slice(0, at) + name.slice(at + 1);
  return name.slice(0, at) + name[at + 1] + name[at] + name.slice(at + 2);
}

function chosenLines({ lines, heldOut }, choice) {
  if (choice === 'all') return [...lines, ...heldOut];
  return choice === 'held-out' ? heldOut : lines;
}

function weigh(line) {
  return { line, weight: 1 + 0.5 * Math.min(8, line.split('|').length - 1) };
}

/** Pieces that carry no value any more. */
function plain(pieces) {
  return pieces.map(({ text }) => ({ text }));
}
