// The sites that Chrome can reach: a newspaper, an encyclopedia, the weather, and a search over them.
import { randomFor } from '../../random.js';
import * as ui from '../../toolkit/index.js';
import { articles, sections } from './articles.js';
import { entries } from './entries.js';
import { addressOf, type ChromeState, hosts, partsOf, type Routes } from './state.js';

/** What a site needs of the browser. */
export interface Reader {
  readonly state: ChromeState;
  readonly params: Routes['home'];
  readonly url: string;
  readonly today: string;
  open(url: string): void;
}

const link = '#1a0dab';
const green = '#2b7a3d';
const weak = '#70757a';
const cities = ['上海', '北京', '杭州', '广州', '成都', '哈尔滨', '三亚', '西安'];

export function siteContent(reader: Reader): ui.Blocks {
  const { host, path } = partsOf(reader.url);
  switch (host) {
    case hosts.news:
      return path[0] === 'a' ? articlePage(reader, path[1] ?? '') : newsPage(reader, path[0] ?? '要闻');
    case hosts.encyclopedia:
      return path[1] ? entryPage(reader, path[1]) : encyclopediaPage(reader);
    case hosts.weather:
      return weatherPage(reader, path[0] ?? '上海');
    case hosts.search:
      return resultsPage(reader, (path[1] ?? '').replaceAll('+', ' '));
    default:
      return [
        ui.nothing('globe', '无法访问此网站', `找不到 ${host} 的服务器 IP 地址`),
        ui.paragraph('DNS_PROBE_FINISHED_NXDOMAIN', { key: 'error', align: 'center', sizeDp: 12, color: weak }),
      ];
  }
}

function newsPage({ open }: Reader, section: string): ui.Blocks {
  const shown = articles
    .filter((article) => section === '要闻' || article.section === section)
    .toSorted((a, b) => b.at - a.at);
  return [
    ui.banner({ key: 'masthead', title: '江海新闻网', hue: 4, heightDp: 64 }),
    ui.chips('section', sections, { value: section, set: (name) => open(addressOf.section(name)) }),
    shown.length === 0 && ui.nothing('note', '这个栏目还没有文章'),
    ...shown.map(({ id, title, desk, at, scene }, index) =>
      ui.row(`article:${id}`, title, {
        titleLines: 2,
        bold: index === 0,
        note: `${desk} · ${ui.dayText(ui.dayAt(at))} ${ui.timeAt(at)}`,
        art: ui.photo(scene, ui.hueOf(id)),
        artDp: 72,
        onTap: () => open(addressOf.article(id)),
      }),
    ),
    ui.paragraph('© 江海新闻网 沪新网备 2026001', { key: 'foot', align: 'center', sizeDp: 11, color: weak }),
  ];
}

function articlePage({ state, url, open }: Reader, file: string): ui.Blocks {
  const article = articles.find(({ id }) => file === `${id}.html`);
  if (!article) return [ui.nothing('note', '404', '您访问的文章不存在')];
  const { id, title, section, desk, at, scene, paragraphs } = article;
  const others = articles.filter((other) => other.section === section && other.id !== id).slice(0, 3);
  const isLiked = state.liked.includes(url);
  return [
    ui.paragraph(`江海新闻网 > ${section}`, {
      key: 'path',
      sizeDp: 12,
      color: link,
      onTap: () => open(addressOf.section(section)),
    }),
    ui.paragraph(title, { key: 'headline', sizeDp: 22, bold: true }),
    ui.paragraph(`来源：本报${desk}　${ui.dayAt(at)} ${ui.timeAt(at)}`, { key: 'byline', sizeDp: 12, color: weak }),
    ui.hero({ key: 'photo', art: ui.photo(scene, ui.hueOf(id)), aspect: 0.5 }),
    ...paragraphs.map((text, index) => ui.paragraph(`　　${text}`, { key: `paragraph:${index}`, sizeDp: 17 })),
    ui.bigButton('like', isLiked ? '已点赞' : '点赞', () => ui.flip(state.liked, url), {
      kind: 'outlined',
      color: '#c4302b',
    }),
    others.length > 0 && ui.heading('相关阅读'),
    ...others.map((other) =>
      ui.paragraph(`· ${other.title}`, {
        key: `related:${other.id}`,
        color: link,
        onTap: () => open(addressOf.article(other.id)),
      }),
    ),
  ];
}

function encyclopediaPage({ params, open }: Reader): ui.Blocks {
  const find = ui.bind(params, 'find', '');
  const wanted = find.value.trim();
  const found = entries.filter(({ name, kind }) => `${name}${kind}`.includes(wanted));
  return [
    ui.figure('知识百科', `共收录 ${entries.length} 个词条`, { key: 'masthead', sizeDp: 30, color: green }),
    ui.field('find', find, {
      hint: '搜索词条',
      onSubmit: (text) => {
        const exact = entries.find(({ name }) => name === text.trim());
        if (exact) open(addressOf.entry(exact.name));
      },
    }),
    found.length === 0 && ui.nothing('search', '没有这个词条'),
    ...found.map(({ name, kind, summary }) =>
      ui.row(`entry:${name}`, name, {
        color: link,
        side: kind,
        note: summary,
        noteLines: 2,
        onTap: () => open(addressOf.entry(name)),
      }),
    ),
  ];
}

function entryPage({ open }: Reader, name: string): ui.Blocks {
  const entry = entries.find((other) => other.name === name);
  if (!entry) return [ui.nothing('search', `百科尚未收录词条“${name}”`)];
  const text = `${entry.summary}${entry.sections.flat().join('')}`;
  const others = entries.filter((other) => other !== entry && (text.includes(other.name) || other.kind === entry.kind));
  return [
    ui.paragraph('知识百科', {
      key: 'path',
      sizeDp: 13,
      color: green,
      onTap: () => open(addressOf.home('encyclopedia')),
    }),
    ui.paragraph(entry.name, { key: 'headline', sizeDp: 26, bold: true }),
    ui.paragraph(entry.summary, { key: 'summary', sizeDp: 16 }),
    ui.heading('基本信息'),
    ...entry.facts.map(([key, value]) => ui.row(`fact:${key}`, key, { value, faded: true })),
    ...entry.sections.flatMap(([title, words]) => [
      ui.heading(title, { sizeDp: 19 }),
      ui.paragraph(words, { key: `section:${title}`, sizeDp: 16 }),
    ]),
    others.length > 0 && ui.heading('相关词条'),
    ...others.map((other) =>
      ui.paragraph(other.name, {
        key: `related:${other.name}`,
        color: link,
        onTap: () => open(addressOf.entry(other.name)),
      }),
    ),
  ];
}

export interface DayOfWeather {
  readonly day: string;
  readonly low: number;
  readonly high: number;
  readonly sky: string;
  readonly wind: number;
}

/** Seven days from today. */
export function forecastOf(city: string, today: string): DayOfWeather[] {
  const random = randomFor(0, `weather ${city}`);
  const warm = { 哈尔滨: -12, 北京: 2, 西安: 4, 成都: 9, 广州: 18, 三亚: 25 }[city] ?? 7;
  return Array.from({ length: 7 }, (_, index) => {
    const low = warm + random.integer(-4, 2) - (index === 1 || index === 2 ? 3 : 0);
    const sky = random.pick(['晴', '多云', '阴', warm < 0 ? '小雪' : '小雨']);
    return { day: ui.addDays(today, index), low, high: low + random.integer(4, 9), sky, wind: random.integer(2, 6) };
  });
}

function weatherPage({ today, open }: Reader, city: string): ui.Blocks {
  const days = forecastOf(city, today);
  return [
    ui.figure(`${days[0]?.high ?? 0}°`, `${city} · ${days[0]?.sky ?? ''}`, {
      key: 'now',
      sizeDp: 52,
      color: '#2f6fde',
    }),
    ui.chips('city', cities, { value: city, set: (name) => open(addressOf.weather(name)) }),
    ui.heading('七天预报'),
    ...days.map(({ day, low, high, sky, wind }, index) =>
      ui.row(`day:${index}`, index === 0 ? '今天' : `${ui.dayText(day)} ${ui.weekdayOf(day)}`, {
        note: `${sky} · ${wind} 级风`,
        value: `${low}° / ${high}°`,
      }),
    ),
  ];
}

interface Hit {
  readonly url: string;
  readonly title: string;
  readonly text: string;
}

/** Pages that have every word, those with all of them in the title first. */
function hitsFor(query: string): Hit[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const pages: Hit[] = [
    ...entries.map(({ name, summary }) => ({ url: addressOf.entry(name), title: `${name}_知识百科`, text: summary })),
    ...articles.map(({ id, title, paragraphs }) => ({ url: addressOf.article(id), title, text: paragraphs.join('') })),
    ...cities.map((city) => ({
      url: addressOf.weather(city),
      title: `${city}天气预报`,
      text: `${city}今天和未来七天的天气、气温、风力。`,
    })),
    { url: addressOf.home('news'), title: '江海新闻网', text: '要闻、本地、财经、科技、体育、文化新闻。' },
    { url: addressOf.home('encyclopedia'), title: '知识百科', text: '人人可读的中文百科。' },
  ];
  const hasAll = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  const found = pages.filter(({ title, text }) => hasAll(title + text));
  return found.toSorted((a, b) => Number(hasAll(b.title)) - Number(hasAll(a.title)));
}

function resultsPage({ open }: Reader, query: string): ui.Blocks {
  const hits = hitsFor(query);
  return [
    ui.paragraph(`“${query}”：约 ${hits.length} 条结果`, { key: 'count', sizeDp: 12, color: weak }),
    hits.length === 0 && ui.nothing('search', '找不到相符的内容', '请检查输入的字词，或换个关键词'),
    ...hits.map(({ url, title, text }, index) =>
      ui.row(`result:${index + 1}`, title, {
        color: link,
        titleLines: 2,
        titleDp: 17,
        note: partsOf(url).host,
        lines: [text.slice(0, 34)],
        onTap: () => open(url),
      }),
    ),
  ];
}
