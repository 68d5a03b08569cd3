import { wordsOf } from '../../words/words.js';

export const t = wordsOf({
  title: { en: 'Figures', zh: '数据' },
  lead: {
    en: 'From the database, so restarts and replicas leave no gap. For Prometheus there is /metrics.',
    zh: '数据来自数据库，重启或多副本都不会有空缺。Prometheus 可读取 /metrics。',
  },
  window: { en: 'How far back', zh: '时间范围' },
  hours: { en: (hours: number) => `${hours} h`, zh: (hours: number) => `${hours} 小时` },
  days: { en: (days: number) => `${days} days`, zh: (days: number) => `${days} 天` },
  time: { en: 'Time', zh: '时间' },
  none: { en: 'Nothing was done in this time', zh: '这段时间没有任务' },
  tasks: { en: 'Tasks that ended', zh: '结束的任务' },
  task_seconds: { en: 'How long a task took (s)', zh: '任务耗时（秒）' },
  steps: { en: 'Steps on phones', zh: '手机上的步骤' },
  step_seconds: { en: 'How long a step took (s)', zh: '单步耗时（秒）' },
  tokens: { en: 'Tokens of models', zh: '模型 Token' },
  money: { en: 'What models cost', zh: '模型费用' },
  bytes: { en: 'Bytes between phones and cloud', zh: '手机与云端之间的字节数' },
});

/** What a series is of, where it is not a currency. */
export const parts = wordsOf({
  done: { en: 'done', zh: '完成' },
  failed: { en: 'failed', zh: '失败' },
  needs_user: { en: 'needs you', zh: '等您处理' },
  refused: { en: 'refused', zh: '已拒绝' },
  half: { en: 'half of them, most', zh: '半数不超过，最大' },
  'nine of ten': { en: 'nine of ten, most', zh: '九成不超过，最大' },
  read: { en: 'read', zh: '读入' },
  written: { en: 'written', zh: '写出' },
  up: { en: 'to the cloud', zh: '上行' },
  down: { en: 'to the phone', zh: '下行' },
});
