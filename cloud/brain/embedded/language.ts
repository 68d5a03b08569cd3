// The plan language of the embedded brain: what a clause can do, which values it carries and in which order they are
// written, and the special tokens that spell it. Training, grammar, parsing and expansion all read this one table.

/** Named values of a clause, copied word for word from the request. */
export const slotNames = [
  'item',
  'query',
  'to',
  'from',
  'text',
  'time',
  'shop',
  'title',
  'by',
  'place',
  'label',
  'what',
  'state',
  'of',
  'best',
  'filter',
  'want',
  'count',
  'list',
  'before',
  'test',
] as const;
export type SlotName = (typeof slotNames)[number];

/** How apps belong to a clause: none, one, exactly one, or a list that may be "all". */
export type AppRule = 'none' | 'optional' | 'required' | 'list';

export interface ClauseRule {
  apps: AppRule;
  /** Values in the order in which they are written; `true` marks a required one. */
  slots: Partial<Record<SlotName, boolean>>;
  /** Category of the app to use when the request names none. */
  category?: string;
  /** Categories whose apps can do this; any app can where absent. */
  fits?: readonly string[];
}

export const clauseKinds = [
  'price',
  'search',
  'send',
  'summary',
  'ride',
  'food',
  'play',
  'navigate',
  'ticket',
  'hotel',
  'alarm',
  'note',
  'call',
  'open',
  'setting',
  'post',
  'ask',
  'cart',
  'favourite',
  'like',
  'follow',
  'route',
  'if',
  'else',
] as const;
export type ClauseKind = (typeof clauseKinds)[number];

export const clauseRules: Readonly<Record<ClauseKind, ClauseRule>> = {
  price: { apps: 'list', slots: { item: true }, category: 'shop', fits: ['shop', 'food', 'travel', 'ticket'] },
  search: {
    apps: 'optional',
    slots: { query: true, best: false, filter: false, want: false },
    category: 'browser',
  },
  send: {
    apps: 'optional',
    slots: { to: true, text: true },
    category: 'chat',
    fits: ['chat', 'social', 'work', 'video', 'pay', 'phone'],
  },
  summary: { apps: 'none', slots: {} },
  ride: {
    apps: 'optional',
    slots: { to: true, from: false, time: false, by: false, best: false, want: false },
    category: 'ride',
    fits: ['ride', 'map', 'food', 'travel', 'ticket', 'pay', 'chat'],
  },
  food: {
    apps: 'optional',
    slots: { item: true, shop: false, time: false },
    category: 'food',
    fits: ['food', 'shop', 'pay'],
  },
  play: { apps: 'optional', slots: { title: true, by: false }, category: 'music' },
  navigate: {
    apps: 'optional',
    slots: { to: true, from: false, by: false },
    category: 'map',
    fits: ['map', 'ride', 'food', 'travel', 'browser'],
  },
  ticket: {
    apps: 'optional',
    slots: { to: true, from: false, time: false, by: false, best: false, filter: false, want: false },
    category: 'ticket',
    fits: ['ticket', 'travel', 'map', 'food', 'pay', 'browser', 'chat', 'ride', 'shop'],
  },
  hotel: {
    apps: 'optional',
    slots: { place: true, time: false, best: false, filter: false, want: false },
    category: 'travel',
    fits: ['travel', 'ticket', 'food', 'map', 'pay', 'browser', 'shop'],
  },
  alarm: { apps: 'optional', slots: { time: true, before: false, label: false }, category: 'clock' },
  note: { apps: 'optional', slots: { list: false, title: false, text: true }, category: 'notes' },
  call: {
    apps: 'optional',
    slots: { to: true },
    category: 'phone',
    fits: ['phone', 'chat', 'contacts', 'work', 'social'],
  },
  open: { apps: 'required', slots: {} },
  setting: { apps: 'optional', slots: { what: true, state: false }, category: 'settings' },
  post: { apps: 'optional', slots: { text: true }, category: 'social' },
  ask: { apps: 'optional', slots: { of: false, by: false, time: false, what: true, want: false } },
  cart: {
    apps: 'optional',
    slots: { shop: false, best: false, item: true, count: false },
    category: 'shop',
    fits: ['shop', 'food'],
  },
  favourite: {
    apps: 'optional',
    slots: { place: false, by: false, best: false, filter: false, item: true, list: false },
  },
  like: { apps: 'optional', slots: { by: false, best: false, item: true } },
  follow: { apps: 'optional', slots: { to: true }, category: 'social' },
  route: {
    apps: 'optional',
    slots: { to: true, from: false, by: false, best: false, want: false },
    category: 'map',
    fits: ['map', 'ride', 'food', 'travel', 'browser'],
  },
  /** What follows is done if the clauses before it bring back what passes the test; `else` begins the other way. */
  if: { apps: 'none', slots: { test: true } },
  else: { apps: 'none', slots: {} },
};

/** The clauses that bring something back, which a later one can take or a condition can be read from. */
export const resultKinds: ReadonlySet<ClauseKind> = new Set([
  'price',
  'search',
  'summary',
  'ticket',
  'hotel',
  'ask',
  'ride',
  'route',
]);

/**
 * The value that a clause may take from the clauses before it (`<prev>`) instead of words of its own: a text or a time
 * is what they bring back, anything else is what they are about, and so is a text where they bring back nothing.
 */
export const carriedSlot: Readonly<Partial<Record<ClauseKind, SlotName>>> = {
  send: 'text',
  note: 'text',
  post: 'text',
  alarm: 'time',
  cart: 'item',
  favourite: 'item',
  like: 'item',
  play: 'title',
  navigate: 'to',
  ride: 'to',
  route: 'to',
  ticket: 'to',
};

/**
 * What a model was taught to write. `commands` is the older half of the language: single commands, pairs of them, and
 * results handed on. `questions` is all of it.
 */
export type Dialect = 'commands' | 'questions';

const olderKinds: ReadonlySet<ClauseKind> = new Set(clauseKinds.slice(0, clauseKinds.indexOf('ask')));

/** Values of the older kinds that only the whole language has. */
const newerSlots: Readonly<Partial<Record<ClauseKind, readonly SlotName[]>>> = {
  search: ['best', 'filter', 'want'],
  ride: ['by', 'best', 'want'],
  navigate: ['by'],
  ticket: ['best', 'filter', 'want'],
  hotel: ['best', 'filter', 'want'],
  alarm: ['before'],
  note: ['list', 'title'],
};

/** Whether a clause can only be said in the whole language. */
export function isNewer(kind: ClauseKind, slots: readonly SlotName[]): boolean {
  return !olderKinds.has(kind) || slots.some((slot) => newerSlots[kind]?.includes(slot));
}

/** The values of a kind in a dialect, in the order in which they are written; undefined for a kind that it lacks. */
export function slotsIn(dialect: Dialect, kind: ClauseKind): [slot: SlotName, required: boolean][] | undefined {
  if (dialect === 'commands' && !olderKinds.has(kind)) return undefined;
  const slots = Object.entries(clauseRules[kind].slots) as [SlotName, boolean][];
  return dialect === 'questions' ? slots : slots.filter(([slot]) => !newerSlots[kind]?.includes(slot));
}

/** The clauses of the older language that may take the result of the clause before as their text. */
export const handOver: Readonly<Record<'search' | 'price' | 'summary', readonly ClauseKind[]>> = {
  search: ['send', 'note', 'post'],
  price: ['send', 'note'],
  summary: ['send'],
};

/** Most app mentions that a request may have; later ones stay plain words. */
export const maxMentions = 8;

export const marks = {
  again: '<again>',
  plan: '<plan>',
  echo: '<echo>',
  valueEnd: '</v>',
  all: '<all>',
  previous: '<prev>',
  refuse: '<refuse>',
  end: '<end>',
} as const;

/** Categories with a token of their own; apps of any other are shown as `other`. */
const shownCategories = [
  'shop',
  'chat',
  'social',
  'video',
  'music',
  'map',
  'ride',
  'food',
  'ticket',
  'travel',
  'browser',
  'pay',
  'news',
  'read',
  'work',
  'notes',
  'clock',
  'phone',
  'settings',
  'calendar',
  'other',
] as const;

/** The token of the n-th mention, counted from 1. */
export function mentionToken(number: number): string {
  return `<a${number}>`;
}

/** The token that tells what kind of app a mention is. */
export function categoryToken(category: string): string {
  const shown: readonly string[] = shownCategories;
  return `<c:${shown.includes(category) ? category : 'other'}>`;
}

/** Every special token, in vocabulary order. */
export const specialTokens: readonly string[] = [
  ...Object.values(marks),
  ...Array.from({ length: maxMentions }, (_, i) => mentionToken(i + 1)),
  ...shownCategories.map(categoryToken),
  ...clauseKinds.map((kind) => `<${kind}>`),
  ...slotNames.map((slot) => `<${slot}>`),
];
