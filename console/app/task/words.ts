import { wordsOf } from '../words/words.js';

export const t = wordsOf({
  task: { en: 'Task', zh: '任务' },
  cancel: { en: 'Stop it', zh: '停止' },
  again: { en: 'Run again', zh: '再次执行' },
  schedule: { en: 'Make it a schedule', zh: '设为定时任务' },
  saveHtml: { en: 'Save as HTML', zh: '导出 HTML' },
  saveJson: { en: 'Save as JSON', zh: '导出 JSON' },
  planning: { en: 'Being planned', zh: '正在制定计划' },
  lost: {
    en: 'The connection is being made anew; what is shown may be old.',
    zh: '正在重新连接，显示的内容可能不是最新。',
  },
  steps: { en: (n: number) => (n === 1 ? '1 step' : `${n} steps`), zh: (n: number) => `${n} 步` },
  attempt: {
    en: (n: number, why: string) => `Attempt ${n}: ${why}`,
    zh: (n: number, why: string) => `第 ${n} 次尝试：${why}`,
  },
  goesOn: { en: 'It went on as another task', zh: '已作为新任务继续' },
  ended: { en: 'The task has ended', zh: '任务已结束' },
  calls: { en: 'Brain calls', zh: '模型调用' },
  tokens: { en: 'Tokens', zh: 'Token' },
  money: { en: 'Cost', zh: '费用' },
  time: { en: 'Time', zh: '用时' },
  stepCount: { en: 'Steps', zh: '步数' },
  when: { en: 'When', zh: '时间' },
  daily: { en: 'Every day', zh: '每天' },
  weekly: { en: 'Every week', zh: '每周' },
  hourly: { en: 'Every hour', zh: '每小时' },
  often: { en: 'How often', zh: '频率' },
  weekday: { en: 'Day', zh: '星期' },
  allow: {
    en: 'It may reach others each time without asking',
    zh: '每次可直接联系他人，无需询问',
  },
  scheduled: { en: (next: string) => `Scheduled; next: ${next}`, zh: (next: string) => `已安排，下次：${next}` },
  keep: { en: 'Schedule it', zh: '安排' },
});
