import type { LiveView } from '@farhand/cloud';
import { wordsOf } from '../words/words.js';

export const t = wordsOf({
  screenOf: { en: (phone: string) => `Screen of ${phone}`, zh: (phone: string) => `${phone} 的屏幕` },
  driven: {
    en: (phone: string) => `Screen of ${phone}, in your hands. Click to tap, drag to swipe, type to write.`,
    zh: (phone: string) => `${phone} 的屏幕，由您操作。单击即点按，拖动即滑动，直接输入文字。`,
  },
  reconnecting: { en: 'Connecting again', zh: '正在重新连接' },
  level: {
    en: 'At this privacy level no picture leaves the phone’s computer. This is what the screen says:',
    zh: '按当前隐私级别，画面不会离开手机所在的电脑。屏幕上的文字如下：',
  },
  levelNothing: {
    en: 'At this privacy level nothing of the screen leaves the phone’s computer.',
    zh: '按当前隐私级别，屏幕内容不会离开手机所在的电脑。',
  },
  owners: { en: 'This screen is yours alone: nobody else looks at it.', zh: '此屏幕只属于您本人，任何人都不查看。' },
  darkWords: {
    en: 'The app allows no picture of this screen. This is what it says, for you alone; press what can be pressed:',
    zh: '该应用不允许截取此屏幕。屏幕上的文字如下，只给您看；能点的可以直接点：',
  },
  dark: { en: 'The app allows no picture of this screen.', zh: '该应用不允许截取此屏幕。' },
  moving: { en: 'The screen is moving.', zh: '屏幕正在变化。' },
  takeover: { en: 'A person has this phone in their hands.', zh: '有人正在亲自操作这部手机。' },
  elsewhere: { en: 'The phone is driven from another page now.', zh: '这部手机现在由另一个页面操作。' },
  away: { en: 'The phone cannot be reached.', zh: '无法连接这部手机。' },
  openHint: {
    en: 'FARHAND_PRIVACY=open where the bridge runs lets pictures out.',
    zh: '在桥接程序处设置 FARHAND_PRIVACY=open 即可显示画面。',
  },
  takeOver: { en: 'Take over', zh: '接管手机' },
  takeOverAgain: { en: 'Take over here', zh: '改由此页操作' },
  handBack: { en: 'Done, give it back', zh: '完成，交还手机' },
  inYourHands: {
    en: 'The phone is in your hands. Nothing of what you see or type is kept, and no model sees it.',
    zh: '手机由您操作。您看到和输入的内容都不会被保存，也不会交给任何模型。',
  },
  back: { en: 'Back', zh: '返回' },
  home: { en: 'Home', zh: '主屏幕' },
  recents: { en: 'Recent apps', zh: '最近任务' },
  enter: { en: 'Enter', zh: '回车' },
  remove: { en: 'Delete', zh: '删除' },
  text: { en: 'Text for the focused field', zh: '输入到当前文本框' },
  type: { en: 'Type', zh: '输入' },
  keys: { en: 'Keys of the phone', zh: '手机按键' },
  step: { en: (number: number) => `Step ${number}`, zh: (number: number) => `第 ${number} 步` },
});

/** Why a view shows less than the screen. */
export function reasonOf({ because, shows }: LiveView): string {
  if (because === 'level') return shows === 'words' ? t.level : t.levelNothing;
  if (because === 'dark' && shows === 'words') return t.darkWords;
  return because === undefined ? '' : t[because];
}
