import { wordsOf } from '../../words/words.js';

export const t = wordsOf({
  title: { en: 'Schedules', zh: '定时任务' },
  lead: {
    en: 'While a service runs, a command is given as a task of its own whenever its time comes, or a notification arrives on a phone.',
    zh: '服务运行期间，每当到了时间，或手机收到通知，就会下达一次任务。',
  },
  add: { en: 'Add one', zh: '新建' },
  command: { en: 'What to do', zh: '要做的事' },
  commandHelp: {
    en: 'With a notification, {title} and {text} stand for what it says.',
    zh: '由通知触发时，{title} 和 {text} 代表通知的标题和正文。',
  },
  when: { en: 'When', zh: '何时' },
  byTime: { en: 'At its time', zh: '按时间' },
  byNotification: { en: 'When a notification arrives', zh: '收到通知时' },
  cron: { en: 'Minute, hour, day of the month, month, day of the week', zh: '分 时 日 月 星期' },
  cronHelp: { en: '“0 8 * * 1-5”: at eight on working days', zh: '“0 8 * * 1-5”：工作日早上八点' },
  zone: { en: 'Time zone', zh: '时区' },
  app: { en: 'App', zh: '应用' },
  appHelp: { en: 'Its id, such as wechat, or the name of its package', zh: '应用代号（如 wechat）或包名' },
  heading: { en: 'Words in its title', zh: '标题包含' },
  text: { en: 'Words in its text', zh: '正文包含' },
  optional: { en: 'May be left out', zh: '可不填' },
  device: { en: 'Only this phone', zh: '只用这部手机' },
  yes: { en: 'Allow the message, post or call that it names, each time', zh: '每次都允许其中点名的消息、动态或电话' },
  create: { en: 'Add', zh: '添加' },
  schedules: { en: 'What comes', zh: '将要执行' },
  none: { en: 'Nothing is scheduled', zh: '没有定时任务' },
  noneHint: {
    en: 'Add one below, or turn an ended task into one from its page.',
    zh: '在下面新建，或在已完成任务的页面里转为定时任务。',
  },
  next: { en: 'Next', zh: '下一次' },
  never: { en: 'never again', zh: '不会再执行' },
  last: { en: 'Last task', zh: '上一次' },
  lastTask: { en: 'look', zh: '查看' },
  remove: { en: 'Remove', zh: '删除' },
  notificationOf: {
    en: (app: string, words: string) => `a notification of ${app}${words && ` with ${words}`}`,
    zh: (app: string, words: string) => `${app} 的通知${words && `，包含${words}`}`,
  },
});
