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
] as const;
export type ClauseKind = (typeof clauseKinds)[number];

export const clauseRules: Readonly<Record<ClauseKind, ClauseRule>> = {
  price: { apps: 'list', slots: { item: true }, category: 'shop', fits: ['shop', 'food', 'travel', 'ticket'] },
  search: { apps: 'optional', slots: { query: true }, category: 'browser' },
  send: {
    apps: 'optional',
    slots: { to: true, text: true },
    category: 'chat',
    fits: ['chat', 'social', 'work', 'video', 'pay', 'phone'],
  },
  summary: { apps: 'none', slots: {} },
  ride: {
    apps: 'optional',
    slots: { to: true, from: false, time: false },
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
    slots: { to: true, from: false },
    category: 'map',
    fits: ['map', 'ride', 'food', 'travel', 'browser'],
  },
  ticket: {
    apps: 'optional',
    slots: { to: true, from: false, time: false, by: false },
    category: 'ticket',
    fits: ['ticket', 'travel', 'map', 'food', 'pay', 'browser', 'chat', 'ride', 'shop'],
  },
  hotel: {
    apps: 'optional',
    slots: { place: true, time: false },
    category: 'travel',
    fits: ['travel', 'ticket', 'food', 'map', 'pay', 'browser', 'shop'],
  },
  alarm: { apps: 'optional', slots: { time: true, label: false }, category: 'clock' },
  note: { apps: 'optional', slots: { text: true }, category: 'notes' },
  call: {
    apps: 'optional',
    slots: { to: true },
    category: 'phone',
    fits: ['phone', 'chat', 'contacts', 'work', 'social'],
  },
  open: { apps: 'required', slots: {} },
  setting: { apps: 'optional', slots: { what: true, state: false }, category: 'settings' },
  post: { apps: 'optional', slots: { text: true }, category: 'social' },
};

/** Clauses that may take the result of the clause before as their text. */
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
