// How generated instructions are worded, in both languages, and what is typed.

export type Language = 'zh' | 'en';

interface Words {
  /** The whole task: the app, what is touched on the way, and what is wanted at the end (empty: to be there). */
  instruction(app: string, touched: readonly string[], wish: string): string;
  readonly scroll: string;
  readonly typeUnsaid: string;
  readonly question: string;
  type(text: string): string;
  press(label: string): string;
  opened(app: string): string;
  tapped(label: string): string;
  typed(text: string): string;
  readonly scrolled: string;
  readonly done: string;
  readonly texts: readonly string[];
}

const zh: Words = {
  instruction: (app, touched, wish) => {
    const way = touched.length === 0 ? '' : `，依次点开${touched.map((label) => `“${label}”`).join('、')}`;
    return `打开${app}${way}${wish === '' ? '，到那一页就可以了' : `，然后${wish}`}。`;
  },
  scroll: '往下看看还有什么',
  typeUnsaid: '在输入框里填上我要的内容（还没告诉你是什么）',
  question: '要填写什么内容？',
  type: (text) => `在输入框里输入“${text}”`,
  press: (label) => `长按“${label}”`,
  opened: (app) => `打开了${app}`,
  tapped: (label) => `点击了${label === '' ? '输入框' : `“${label}”`}`,
  typed: (text) => `输入了“${text}”`,
  scrolled: '向下滚动了页面',
  done: '已经到了要求的页面',
  texts: ['机械键盘', '晴天', '上海虹桥', '周末去哪儿', '5号电池', '李明'],
};

const en: Words = {
  instruction: (app, touched, wish) => {
    const way = touched.length === 0 ? '' : `, tap ${touched.map((label) => `"${label}"`).join(', then ')}`;
    return `Open ${app}${way}${wish === '' ? ' and stop on that page' : ` and ${wish}`}.`;
  },
  scroll: 'see what is further down',
  typeUnsaid: 'put what I want into the text field (I have not told you what yet)',
  question: 'What should be filled in?',
  type: (text) => `type "${text}" into the text field`,
  press: (label) => `long-press "${label}"`,
  opened: (app) => `Opened ${app}`,
  tapped: (label) => `Tapped ${label === '' ? 'the text field' : `"${label}"`}`,
  typed: (text) => `Typed "${text}"`,
  scrolled: 'Scrolled down',
  done: 'The page asked for is open',
  texts: ['usb-c hub', 'Blue in Green', 'Terminal 2', 'weekend plans', '12 AA batteries', 'Anna'],
};

export const words: Readonly<Record<Language, Words>> = { zh, en };
