import { wordsOf } from '../../words/words.js';

export const t = wordsOf({
  title: { en: 'All settings', zh: '全部设置项' },
  lead: {
    en: 'Settings are variables of the environment: give them to npm start (or to the bridge, where it runs), then start anew.',
    zh: '设置项都是环境变量：在 npm start（或另一台电脑上的桥接程序）启动时给出，然后重新启动。',
  },
  search: { en: 'Words', zh: '搜索' },
  which: { en: 'Which', zh: '范围' },
  all: { en: 'All', zh: '全部' },
  set: { en: 'Set', zh: '已设置' },
  settings: { en: 'Settings', zh: '设置项' },
  variable: { en: 'Variable', zh: '变量' },
  value: { en: 'Now', zh: '当前值' },
  means: { en: 'What it means', zh: '含义' },
  cloud: { en: 'Service', zh: '服务' },
  bridge: { en: 'Bridge: as one that is started here has it', zh: '桥接程序（以本机启动的为准）' },
  other: { en: 'Other parts', zh: '其他部分' },
  none: { en: 'None of them.', zh: '没有符合的设置项。' },
  hidden: { en: 'hidden', zh: '已隐藏' },
});
