import { wordsOf } from '../words/words.js';

export const t = wordsOf({
  title: { en: 'Waiting for you', zh: '等待您的决定' },
  count: { en: (count: number) => `${count} waiting for you`, zh: (count: number) => `${count} 项等待您的决定` },
  confirmation: { en: 'May this be done?', zh: '可以这样做吗？' },
  question: { en: 'Something is missing', zh: '还缺少信息' },
  takeover: { en: 'This step is yours', zh: '这一步需要您亲自操作' },
  who: { en: 'To', zh: '对象' },
  what: { en: 'Text', zh: '内容' },
  where: { en: 'App', zh: '应用' },
  asked: { en: 'You said', zh: '您的指令' },
  allow: { en: 'Allow', zh: '允许' },
  decline: { en: 'Don’t', zh: '不要' },
  answer: { en: 'Your answer', zh: '您的回答' },
  send: { en: 'Answer', zh: '回答' },
  done: { en: 'Done, go on', zh: '已完成，继续' },
  leave: { en: 'Leave it', zh: '不再继续' },
  notify: { en: 'Notify me', zh: '通知我' },
  notifyHint: {
    en: 'A notification and a short sound when a task waits for you.',
    zh: '任务等待您时显示通知并播放提示音。',
  },
});

/** Values that the card names by themselves; the rest under their own names. */
export const namedValues: Readonly<Record<string, () => string>> = {
  recipient: () => t.who,
  text: () => t.what,
};
