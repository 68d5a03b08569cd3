import { wordsOf } from '../words/words.js';

export const t = wordsOf({
  title: { en: 'Set up', zh: '设置' },
  lead: {
    en: 'Who may do what, with which models, on which phones, for how much, and what of it leaves this computer.',
    zh: '谁可以做什么，用哪些模型，在哪些手机上，花多少钱，以及哪些内容会离开这台电脑。',
  },
  pages: { en: 'Pages of the set-up', zh: '设置页面' },
  phones: { en: 'Phones and pairing', zh: '手机与配对' },
  phonesDoes: {
    en: 'Which phones are there, what they lack, and a code for one more',
    zh: '有哪些手机，还缺什么，以及新手机的配对码',
  },
  models: { en: 'Models', zh: '模型' },
  modelsDoes: { en: 'Which model plans, writes and judges; test each', zh: '哪个模型负责规划、撰写和判断；逐一测试' },
  budgets: { en: 'Budgets', zh: '预算' },
  budgetsDoes: { en: 'What is spent today, of how much', zh: '今天花了多少，上限是多少' },
  policy: { en: 'Privacy and policy', zh: '隐私与规则' },
  policyDoes: {
    en: 'What is done, asked about, yours to do, and refused',
    zh: '哪些直接做，哪些先问，哪些由您做，哪些拒绝',
  },
  tools: { en: 'Tools', zh: '工具' },
  toolsDoes: { en: 'MCP servers and what of theirs agents may use', zh: 'MCP 服务器，以及允许使用的工具' },
  users: { en: 'Users and tokens', zh: '用户与令牌' },
  usersDoes: { en: 'Who else may use this service, and for what', zh: '还有谁可以使用本服务，能做什么' },
  schedules: { en: 'Schedules', zh: '定时任务' },
  schedulesDoes: { en: 'What is done when its time, or a notification, comes', zh: '到时间或收到通知时要做的事' },
  figures: { en: 'Figures', zh: '数据' },
  figuresDoes: {
    en: 'Tasks, steps, tokens, money and times of the last hours',
    zh: '近几个小时的任务、步骤、Token、费用和耗时',
  },
  settings: { en: 'All settings', zh: '全部设置项' },
  settingsDoes: { en: 'Every variable, its value, and what it means', zh: '每个变量、当前值和含义' },
  setBy: { en: 'Set by', zh: '由变量设置' },
  setByHow: { en: 'in the environment of npm start', zh: '（npm start 的环境变量）' },
  revoke: { en: 'Revoke', zh: '吊销' },
  revoked: { en: 'revoked', zh: '已吊销' },
});
