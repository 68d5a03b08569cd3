import { wordsOf } from '../words/words.js';

export const t = wordsOf({
  title: { en: 'Tasks', zh: '任务' },
  none: { en: 'Nothing has been asked yet', zh: '还没有下达过任务' },
  noneHint: { en: 'Ask for something', zh: '下达一个任务' },
});
