import { wordsOf } from '../words/words.js';

export const t = wordsOf({
  title: { en: 'What should be done?', zh: '要做什么？' },
  label: { en: 'Say it in your own words', zh: '用您自己的话说' },
  go: { en: 'Plan it', zh: '规划' },
});
