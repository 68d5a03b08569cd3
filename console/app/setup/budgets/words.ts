import { wordsOf } from '../../words/words.js';

export const t = wordsOf({
  title: { en: 'Budgets', zh: '预算' },
  lead: {
    en: 'A budget is asked before every call of a model; the call under way when a limit is reached is the last one.',
    zh: '每次调用模型之前都会核对预算；达到上限时，正在进行的那一次就是最后一次。',
  },
  today: { en: 'Today (UTC)', zh: '今天（UTC）' },
  tokens: { en: 'Tokens', zh: 'Token' },
  money: { en: 'Money', zh: '费用' },
  of: {
    en: (spent: string, limit: string) => `${spent} of ${limit}`,
    zh: (spent: string, limit: string) => `${spent}，上限 ${limit}`,
  },
  noLimit: { en: (spent: string) => `${spent}, without limit`, zh: (spent: string) => `${spent}，没有上限` },
  unpriced: {
    en: (calls: string) =>
      `${calls} calls of unknown price are in no sum: name their price in the file of FARHAND_PRICES.`,
    zh: (calls: string) => `有 ${calls} 次调用价格未知，未计入费用：请在 FARHAND_PRICES 指定的文件里写明价格。`,
  },
  oneTask: { en: 'One task', zh: '单个任务' },
  taskLimit: {
    en: (limit: string) => `A task may cost at most ${limit}.`,
    zh: (limit: string) => `单个任务最多花费 ${limit}。`,
  },
  taskNoLimit: {
    en: 'A task may cost what it will, unless it says otherwise.',
    zh: '单个任务没有上限，除非下达时另有说明。',
  },
  purposes: { en: 'What for', zh: '用途' },
  nothing: { en: 'Nothing was asked of a model today.', zh: '今天还没有调用过模型。' },
  purpose: { en: 'Purpose', zh: '用途' },
  model: { en: 'Model', zh: '模型' },
  calls: { en: 'Calls', zh: '调用' },
});
