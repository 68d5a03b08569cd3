import { wordsOf } from '../words/words.js';

export const t = wordsOf({
  title: { en: 'What should be done?', zh: '要做什么？' },
  label: { en: 'Say it in your own words', zh: '用您自己的话说' },
  placeholder: {
    en: 'Compare Mac Mini M4 prices across Taobao, JD.com and Pinduoduo',
    zh: '比较淘宝、京东和拼多多上 Mac Mini M4 的价格',
  },
  go: { en: 'Go', zh: '开始' },
  plan: { en: 'Plan it', zh: '制定计划' },
  enter: {
    en: 'Enter sends it, Shift + Enter begins a new line. Nothing is sent while you type.',
    zh: '按 Enter 发送，Shift + Enter 换行。输入时不会发送任何内容。',
  },
  planned: {
    en: (count: number, seconds: string) =>
      `${count === 1 ? 'One step' : `${count} steps`}, planned in ${seconds}. Nothing has been done yet.`,
    zh: (count: number, seconds: string) => `共 ${count} 步，用时 ${seconds}。尚未执行任何操作。`,
  },
  fromSkill: {
    en: (count: number, name: string) =>
      `${count === 1 ? 'One step' : `${count} steps`}, from the skill “${name}”. Nothing has been done yet.`,
    zh: (count: number, name: string) => `共 ${count} 步，来自技能“${name}”。尚未执行任何操作。`,
  },
  approve: { en: 'Approve and begin', zh: '批准并开始' },
  approveOutward: { en: 'Approve, and let it reach them', zh: '批准，并允许联系他们' },
  outward: {
    en: 'This reaches other people. Approving allows exactly the recipients and texts above, nothing else.',
    zh: '这会联系他人。批准仅允许以上收信人和内容，不包括其他任何内容。',
  },
  drop: { en: 'Do not do it', zh: '不执行' },
  options: { en: 'Options', zh: '选项' },
  asking: { en: 'Show me the plan first', zh: '先给我看计划' },
  always: { en: 'Always', zh: '总是' },
  outwardOnly: { en: 'When it reaches others', zh: '会联系他人时' },
  never: { en: 'Never', zh: '从不' },
  neverHelp: {
    en: 'Messages, posts and calls are asked about even then; payments are never made.',
    zh: '即便如此，消息、发布和通话仍会先询问；付款绝不执行。',
  },
  phone: { en: 'Phone', zh: '手机' },
  anyPhone: { en: 'Whichever is free', zh: '任意空闲手机' },
  noPhone: {
    en: 'No phone is connected yet: what is asked for waits a while for one.',
    zh: '还没有连接手机：任务会先等一会儿手机。',
  },
  connect: { en: 'Connect one', zh: '去连接' },
  budget: { en: 'Most that the brain may cost', zh: '模型费用上限' },
  budgetHelp: { en: 'Such as 0.5 USD or 20000 tokens', zh: '例如 0.5 USD 或 20000 tokens' },
  recent: { en: 'Lately', zh: '最近' },
  all: { en: 'All tasks', zh: '全部任务' },
  examples: { en: 'For example', zh: '例如' },
});

export const examples = wordsOf({
  prices: { en: 'Compare Mac Mini M4 prices across Taobao, JD.com and Pinduoduo', zh: '哪家的空气炸锅最便宜' },
  message: { en: 'Tell Zhang San on WeChat that the meeting moves to three', zh: '在微信上告诉张三：会议改到三点' },
  alarm: { en: 'Set an alarm for 6:30 tomorrow', zh: '帮我定一个明天早上六点半的闹钟' },
});
