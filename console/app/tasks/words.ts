import { wordsOf } from '../words/words.js';

export const t = wordsOf({
  title: { en: 'Tasks', zh: '任务' },
  none: { en: 'Nothing has been asked yet', zh: '还没有下达过任务' },
  noneHint: { en: 'Ask for something', zh: '下达一个任务' },
  noneFound: { en: 'No task is like that', zh: '没有符合条件的任务' },
  search: { en: 'Search', zh: '搜索' },
  searchPlaceholder: { en: 'Words of the command or the answer', zh: '指令或答案中的文字' },
  status: { en: 'How it stands', zh: '状态' },
  all: { en: 'All', zh: '全部' },
  app: { en: 'App', zh: '应用' },
  anyApp: { en: 'Any app', zh: '任意应用' },
  more: { en: 'Older ones', zh: '更早的任务' },
  ask: { en: 'Ask', zh: '下达任务' },
});
