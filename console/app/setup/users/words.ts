import { wordsOf } from '../../words/words.js';

export const t = wordsOf({
  title: { en: 'Users and tokens', zh: '用户与令牌' },
  lead: {
    en: 'Tasks and phones belong to the user whose token they came with; to everybody else they do not exist.',
    zh: '任务和手机归属于所用令牌的用户；对其他人来说它们不存在。',
  },
  make: { en: 'Make a token', zh: '新建令牌' },
  name: { en: 'What it is for', zh: '用途' },
  user: { en: 'User', zh: '用户' },
  userHelp: { en: 'a-z, 0-9, ".", "_" and "-"; “local” is you', zh: '可用 a-z、0-9、“.”、“_”、“-”；local 是您自己' },
  days: { en: 'Good for so many days', zh: '有效天数' },
  daysHelp: { en: 'Empty: until it is revoked', zh: '留空：直到被吊销' },
  scopes: { en: 'What it allows', zh: '允许的操作' },
  tasks: { en: 'commands, their events and answers', zh: '下达任务、查看进展、作答' },
  devices: { en: 'phones, their screens, handing them back', zh: '查看手机和屏幕、交还手机' },
  drive: { en: 'taking a phone over and driving it by hand', zh: '接管手机并手动操作' },
  bridge: { en: 'connecting phones', zh: '接入手机' },
  admin: { en: 'tokens, pairing, set-up, figures', zh: '令牌、配对、设置、数据' },
  create: { en: 'Make it', zh: '创建' },
  made: { en: 'Take it now: it is not shown again.', zh: '请立即复制：之后不会再显示。' },
  tokens: { en: 'Tokens', zh: '令牌' },
  none: {
    en: 'There are no tokens yet. The one in .farhand/token is yours and may do everything.',
    zh: '还没有令牌。.farhand/token 里的那个属于您，可以做任何事。',
  },
  created: { en: 'Made', zh: '创建时间' },
  until: { en: 'Until', zh: '有效期至' },
  always: { en: 'revoked', zh: '吊销为止' },
});
