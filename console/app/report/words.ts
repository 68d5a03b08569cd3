import { wordsOf } from '../words/words.js';

export const t = wordsOf({
  answer: { en: 'The answer', zh: '答案' },
  asks: { en: 'What it asks', zh: '它在问' },
  prices: { en: 'Prices', zh: '价格' },
  shop: { en: 'Shop', zh: '店铺' },
  price: { en: 'Price', zh: '到手价' },
  offer: { en: 'Offer', zh: '商品' },
  conditions: { en: 'Conditions', zh: '条件' },
  seen: { en: 'Seen at', zh: '出处' },
  seenAt: {
    en: (id: string, step: number) => `${id}, step ${step}`,
    zh: (id: string, step: number) => `${id} 第 ${step} 步`,
  },
  noPrice: { en: 'none', zh: '无' },
  cheapest: { en: 'cheapest', zh: '最便宜' },
  before: { en: 'before', zh: '原价' },
  earlier: { en: 'Asked before', zh: '以往价格' },
  earlierIn: { en: 'Lowest price found each time', zh: '每次查到的最低价' },
  timeline: { en: 'Step by step', zh: '逐步回放' },
  noSteps: { en: 'No step was done on a phone.', zh: '没有在手机上执行任何步骤。' },
  play: { en: 'Play', zh: '播放' },
  pause: { en: 'Pause', zh: '暂停' },
  position: { en: 'Step', zh: '步骤' },
  speed: { en: 'Speed', zh: '速度' },
  of: {
    en: (step: number, all: number) => `${step} of ${all}`,
    zh: (step: number, all: number) => `第 ${step} / ${all} 步`,
  },
  noPicture: {
    en: 'No picture of this screen left the computer beside the phone.',
    zh: '此屏幕没有图片离开手机旁的电脑。',
  },
  replayed: { en: 'from a recording, without a model', zh: '来自录制，未用模型' },
  evidence: { en: 'Evidence', zh: '证据' },
  sources: { en: 'Sources', zh: '来源' },
  left: { en: 'What left the computer beside the phone', zh: '哪些数据离开了手机旁的电脑' },
  leftNothing: { en: 'The record of this task does not lie on this machine.', zh: '此任务的记录不在这台机器上。' },
  intact: { en: 'The record is whole: each line fits the one before.', zh: '记录完整：每一行都与前一行相符。' },
  broken: { en: 'The record was changed.', zh: '记录被改动过。' },
  to: { en: 'To', zh: '去向' },
  kind: { en: 'What', zh: '内容' },
  times: { en: 'Times', zh: '次数' },
  size: { en: 'Size', zh: '大小' },
  personal: { en: 'Personal data', zh: '个人数据' },
  personalCount: {
    en: (left: number, held: number) => `${left} left, ${held} held back`,
    zh: (left: number, held: number) => `发出 ${left}，拦下 ${held}`,
  },
  cost: { en: 'What it took', zh: '用量' },
  seconds: { en: 'Time', zh: '用时' },
  calls: { en: 'Brain calls', zh: '模型调用' },
  tokens: { en: 'Tokens', zh: 'Token' },
  money: { en: 'Cost', zh: '费用' },
  unpriced: {
    en: (calls: number) => `and ${calls} calls without a known price`,
    zh: (calls: number) => `另有 ${calls} 次价格未知`,
  },
  up: { en: 'From the phone', zh: '来自手机' },
  down: { en: 'To the phone', zh: '发往手机' },
  pictures: { en: 'Pictures', zh: '图片' },
  attempt: {
    en: (n: number, way: string, why: string) => `Attempt ${n}, ${way}: ${why}`,
    zh: (n: number, way: string, why: string) => `第 ${n} 次尝试（${way}）：${why}`,
  },
  report: { en: 'A task of Farhand', zh: 'Farhand 任务报告' },
  planned: { en: 'Planned by', zh: '规划者' },
  decided: { en: 'What you decided', zh: '您的决定' },
  decision: { en: 'Decision', zh: '决定' },
  by: { en: 'Who', zh: '决定者' },
  door: { en: 'By', zh: '途径' },
  phone: { en: 'Phone', zh: '手机' },
  at: { en: 'When', zh: '时间' },
});

/** What is different in a further attempt. */
export const ways = wordsOf({
  again: { en: 'the same once more', zh: '原样再做一次' },
  answered: { en: 'its question was answered', zh: '回答了它的问题' },
  rewritten: { en: 'in other words', zh: '换了说法' },
  driven: { en: 'step by step by the brain', zh: '由大模型逐步操作' },
});

export const verdicts = wordsOf({
  approved: { en: 'The plan was approved', zh: '批准了计划' },
  allowed_beforehand: { en: 'What the words name was allowed beforehand', zh: '事先允许了指令中的操作' },
  scheduled: { en: 'It was allowed for each time of its schedule', zh: '允许定时任务每次直接执行' },
  allowed: { en: 'Allowed', zh: '允许' },
  declined: { en: 'Declined', zh: '拒绝' },
  answered: { en: 'Answered', zh: '回答了问题' },
  done: { en: 'Done by hand', zh: '亲手完成' },
  cancelled: { en: 'Stopped', zh: '停止了任务' },
  taken_over: { en: 'The phone was taken over', zh: '接管了手机' },
  handed_back: { en: 'The phone was given back', zh: '交还了手机' },
});

export const doors = wordsOf({
  console: { en: 'the console', zh: '控制台' },
  cli: { en: 'the command line', zh: '命令行' },
  mcp: { en: 'another agent', zh: '其他智能体' },
  api: { en: 'the API', zh: 'API' },
});
