// What a subtask wants, as data: an intent of a small fixed table with its values. The sentence that people and vision
// models read is made from it here, in the language of the request, and nowhere else.
import { z } from 'zod';

/** Intent -> the values it takes (true = required). Values are the user's own words. */
export const intentTable = {
  find_price: { item: true },
  /**
   * In the user's words: `sort` an order ("按销量排序"), `filter` conditions ("price 100 to 200, free shipping", "G字头, 12点前"),
   * `best` which one of all is asked for ("最便宜", "highest rated"), `want` what is asked of it ("几点关门", "一共有几趟").
   */
  search: { query: true, by: false, sort: false, filter: false, best: false, want: false },
  /**
   * A question whose answer stands in the app: `of` the thing, place, person or chat it is about, `by` who wrote or made it,
   * `time` when it was (上次, this month), `want` what else is asked of the same.
   */
  ask: { what: true, of: false, by: false, time: false, want: false },
  /** Neither orders anything: the cart and the favourites are the user's own lists. */
  add_to_cart: { item: true, count: false, shop: false, best: false },
  /** `list` is a folder, or a list of its own such as 稍后再看; `place` where hotels are looked for. */
  favourite: { item: true, by: false, list: false, place: false, filter: false, best: false },
  like: { item: true, by: false, best: false },
  follow: { who: true },
  send_message: { recipient: true, text: true },
  ride: { to: true, from: false, time: false, kind: false, best: false, want: false },
  /** `kind`: size, sweetness, temperature. */
  order_food: { item: true, shop: false, kind: false, time: false },
  play: { title: true, by: false },
  /** `by` is how one travels: 步行, by bike. `route` only tells how long, how far and for how much. */
  navigate: { to: true, from: false, by: false },
  route: { to: true, from: false, by: false, best: false, want: false },
  ticket: { to: true, from: false, time: false, by: false, filter: false, best: false, want: false },
  hotel: { place: false, time: false, filter: false, best: false, want: false },
  /** `before`: so long before the time ("两小时"). */
  alarm: { time: true, label: false, before: false },
  /** `list`: where it goes instead of the notes (待办). */
  note: { text: true, title: false, list: false },
  /** One new entry by a form: `what` it is (联系人, delivery address), `fields` as "name: value; name: value". */
  fill_form: { what: true, fields: true },
  call: { recipient: true },
  open: {},
  setting: { what: true, state: false },
  post: { text: true },
  /** Tools of the cloud. `count` is how many at the most, `sort` the user's word for the order: "latest", "最新". */
  search_papers: { query: true, sort: false, count: false },
  read_page: { url: true },
  research: { question: true },
  /** One call of a tool of the cloud, of an MCP server or its own; what the tool takes stands beside as `input.NAME`. */
  call_tool: { tool: true },
  /** Text out of the reports it depends on. */
  summarise: {},
  /** Anything else, in words: only a hand that reads language can do it. */
  do: { goal: true },
} as const satisfies Record<string, Readonly<Record<string, boolean>>>;

export type Intent = keyof typeof intentTable;

export const intents = Object.keys(intentTable) as [Intent, ...Intent[]];

export const intentSchema: z.ZodEnum<Record<Intent, Intent>> = z.enum(intents) as z.ZodEnum<Record<Intent, Intent>>;

/** Intents that the cloud carries out itself, without a phone. */
export const toolIntents: ReadonlySet<Intent> = new Set([
  'search_papers',
  'read_page',
  'research',
  'call_tool',
  'summarise',
]);

const inputPrefix = 'input.';

/** The value that holds what a tool takes under this name. */
export function inputValueName(name: string): string {
  return `${inputPrefix}${name}`;
}

/** What a tool is given, out of the values of a call. */
export function toolInputs(values: Values): Record<string, string> {
  const given = Object.entries(values).filter(([name]) => name.startsWith(inputPrefix));
  return Object.fromEntries(given.map(([name, value]) => [name.slice(inputPrefix.length), value]));
}

/** Whether an intent has a value of this name. */
export function takesValue(intent: Intent, name: string): boolean {
  return name in intentTable[intent] || (intent === 'call_tool' && name.startsWith(inputPrefix));
}

/** Intents that reach other people: they ask first unless the user said yes beforehand. */
export const outwardIntents: ReadonlySet<Intent> = new Set(['send_message', 'post', 'call']);

/** Intents that lead to a payment: the hand stops before it, always. */
export const payingIntents: ReadonlySet<Intent> = new Set(['ride', 'order_food', 'ticket', 'hotel']);

export type Language = 'zh' | 'en';

/** Chinese when the text holds a hanzi, else English. */
export function languageOf(text: string): Language {
  return /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
}

type Values = Readonly<Record<string, string>>;

const sentences: Record<Intent, Record<Language, (v: Values, app: string) => string>> = {
  find_price: {
    zh: (v, app) => `在${app}搜索“${v.item}”，找出最便宜的全新在售商品及其到手价`,
    en: (v, app) => `Search ${app} for "${v.item}" and find the cheapest new offer in stock with its final price`,
  },
  search: {
    zh: (v, app) =>
      `在${app}搜索${v.by ? `${v.by}的` : ''}“${v.query}”${narrowed(v, 'zh')}，${v.best ? `找出${v.best}的一个` : '带回前几条结果'}${opt('：', v.want)}`,
    en: (v, app) =>
      `Search ${app} for "${v.query}"${opt(' by ', v.by)}${narrowed(v, 'en')} and ${v.best ? `find the one that is ${v.best}` : 'bring back the first results'}${opt(': ', v.want)}`,
  },
  ask: {
    zh: (v, app) =>
      `在${app}里查${opt('', v.time)}${opt('', v.by)}${v.by ? '的' : ''}${opt('', v.of)}${v.of ? '：' : ''}${v.what}${opt('；', v.want)}`,
    en: (v, app) =>
      `Look up in ${app}${opt(', ', v.of)}${opt(' by ', v.by)}${opt(', ', v.time)}: ${v.what}${opt('; ', v.want)}`,
  },
  add_to_cart: {
    zh: (v, app) =>
      `在${app}${opt('', v.shop)}把${v.best ? `${v.best}的` : ''}“${v.item}”${opt('，', v.count)}加入购物车，不下单`,
    en: (v, app) =>
      `Put "${v.item}"${opt(', the one that is ', v.best)}${opt(', ', v.count)}${opt(' of ', v.shop)} into the cart on ${app}; order nothing`,
  },
  favourite: {
    zh: (v, app) =>
      `在${app}收藏${opt('', v.place)}${v.by ? `${v.by}的` : ''}“${v.item}”${narrowed(v, 'zh')}${opt('，', v.best)}${opt('，放进', v.list)}`,
    en: (v, app) =>
      `Add "${v.item}"${opt(' by ', v.by)}${opt(' in ', v.place)}${narrowed(v, 'en')}${opt(', ', v.best)} to ${v.list ?? 'the favourites'} on ${app}`,
  },
  like: {
    zh: (v, app) => `在${app}给${v.by ? `${v.by}的` : ''}“${v.item}”${opt('里', v.best)}点赞`,
    en: (v, app) => `Like "${v.item}"${opt(' by ', v.by)}${opt(', ', v.best)} on ${app}`,
  },
  follow: {
    zh: (v, app) => `在${app}关注${v.who}`,
    en: (v, app) => `Follow ${v.who} on ${app}`,
  },
  send_message: {
    zh: (v, app) => `在${app}给${v.recipient}发送：${v.text}`,
    en: (v, app) => `Send ${v.recipient} on ${app}: ${v.text}`,
  },
  ride: {
    zh: (v, app) =>
      `用${app}${opt('', v.time)}叫${opt('', v.best)}${v.best ? '的' : ''}${v.kind ?? '车'}${v.from ? `从${v.from}` : ''}去${v.to}${opt('：', v.want)}，停在付款之前`,
    en: (v, app) =>
      `Hail ${v.kind ?? 'a ride'} with ${app}${opt(' from ', v.from)} to ${v.to}${opt(' at ', v.time)}${opt(', ', v.best)}${opt(': ', v.want)}; stop before payment`,
  },
  order_food: {
    zh: (v, app) => `在${app}${opt('', v.shop)}点${v.item}${opt('，', v.kind)}${opt('，时间：', v.time)}，停在付款之前`,
    en: (v, app) =>
      `Order ${v.item}${opt(', ', v.kind)}${opt(' from ', v.shop)} on ${app}${opt(' for ', v.time)}; stop before payment`,
  },
  play: {
    zh: (v, app) => `用${app}播放${v.by ? `${v.by}的` : ''}${v.title}`,
    en: (v, app) => `Play ${v.title}${opt(' by ', v.by)} on ${app}`,
  },
  navigate: {
    zh: (v, app) => `用${app}${opt('', v.by)}导航${v.from ? `从${v.from}` : ''}到${v.to}`,
    en: (v, app) => `Navigate${opt(' from ', v.from)} to ${v.to} with ${app}${opt(', ', v.by)}`,
  },
  route: {
    zh: (v, app) =>
      `在${app}查${v.from ? `从${v.from}` : ''}去${v.to}${opt('，', v.by)}${opt('，', v.best)}的路线${opt('：', v.want)}，不开始导航`,
    en: (v, app) =>
      `Look up the way${opt(' from ', v.from)} to ${v.to} in ${app}${opt(', ', v.by)}${opt(', ', v.best)}${opt(': ', v.want)}; start nothing`,
  },
  ticket: {
    zh: (v, app) =>
      `在${app}查${v.time ?? ''}${v.from ? `从${v.from}` : ''}到${v.to}的${v.by ?? '票'}${narrowed(v, 'zh')}${opt('，', v.best)}${opt('：', v.want)}，停在付款之前`,
    en: (v, app) =>
      `Look up ${v.by ?? 'tickets'}${opt(' from ', v.from)} to ${v.to}${opt(' on ', v.time)}${narrowed(v, 'en')}${opt(', ', v.best)} in ${app}${opt(': ', v.want)}; stop before payment`,
  },
  hotel: {
    zh: (v, app) =>
      `在${app}查${opt('', v.place)}${v.time ?? ''}${opt('', v.best)}的酒店${narrowed(v, 'zh')}${opt('：', v.want)}，停在付款之前`,
    en: (v, app) =>
      `Find a hotel${opt(' in ', v.place)}${opt(' for ', v.time)}${narrowed(v, 'en')}${opt(', ', v.best)} on ${app}${opt(': ', v.want)}; stop before payment`,
  },
  alarm: {
    zh: (v, app) => `在${app}设置${v.time}${v.before ? `前${v.before}` : ''}的闹钟${opt('：', v.label)}`,
    en: (v, app) => `Set an alarm in ${app} for ${v.before ? `${v.before} before ` : ''}${v.time}${opt(': ', v.label)}`,
  },
  note: {
    zh: (v, app) => `在${app}${opt('的', v.list)}记下：${opt('《', v.title)}${v.title ? '》' : ''}${v.text}`,
    en: (v, app) => `Note in ${app}${opt(', ', v.list)}: ${v.title ? `${v.title}: ` : ''}${v.text}`,
  },
  fill_form: {
    zh: (v, app) => `在${app}新建${v.what}：${v.fields}`,
    en: (v, app) => `Make a new entry in ${app}, ${v.what}: ${v.fields}`,
  },
  call: {
    zh: (v, app) => `用${app}打给${v.recipient}`,
    en: (v, app) => `Call ${v.recipient} with ${app}`,
  },
  open: { zh: (_, app) => `打开${app}`, en: (_, app) => `Open ${app}` },
  setting: {
    zh: (v, app) => `在${app}里把${v.what}设为${v.state ?? '相反的状态'}`,
    en: (v, app) => `In ${app}, set ${v.what} to ${v.state ?? 'the other state'}`,
  },
  post: {
    zh: (v, app) => `在${app}发布：${v.text}`,
    en: (v, app) => `Post on ${app}: ${v.text}`,
  },
  search_papers: {
    zh: (v) => `在 arXiv 搜索关于“${v.query}”的论文${opt('，排序：', v.sort)}${opt('，篇数：', v.count)}`,
    en: (v) => `Search arXiv for papers on "${v.query}"${opt(', sorted by ', v.sort)}${opt(', at most ', v.count)}`,
  },
  read_page: { zh: (v) => `阅读网页 ${v.url}`, en: (v) => `Read the page ${v.url}` },
  research: { zh: (v) => `调研：${v.question}`, en: (v) => `Research: ${v.question}` },
  call_tool: {
    zh: (v) => `调用工具 ${v.tool}${inputWords(v, '：', '，')}`,
    en: (v) => `Call the tool ${v.tool}${inputWords(v, ' with ', ', ')}`,
  },
  summarise: { zh: () => '总结前面的结果', en: () => 'Summarise the results so far' },
  do: { zh: (v, app) => `在${app}：${v.goal}`, en: (v, app) => `In ${app}: ${v.goal}` },
};

function narrowed(v: Values, language: Language): string {
  if (language === 'zh') return `${opt('，排序：', v.sort)}${opt('，筛选：', v.filter)}`;
  return `${opt(', sorted by ', v.sort)}${opt(', only ', v.filter)}`;
}

function inputWords(v: Values, before: string, between: string): string {
  const said = Object.entries(toolInputs(v)).map(([name, value]) => `${name}: ${value}`);
  return said.length > 0 ? `${before}${said.join(between)}` : '';
}

function opt(before: string, value: string | undefined): string {
  return value === undefined ? '' : `${before}${value}`;
}

/** The goal as one sentence. `app` is the name to show; values not known yet (from an earlier report) show as `…`. */
export function goalSentence(intent: Intent, values: Values, app: string, language: Language): string {
  const filled: Record<string, string> = { ...values };
  for (const [name, required] of Object.entries(intentTable[intent])) {
    if (required && filled[name] === undefined) filled[name] = '…';
  }
  return sentences[intent][language](filled, app);
}
