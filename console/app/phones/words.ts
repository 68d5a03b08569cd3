import { wordsOf } from '../words/words.js';

export const t = wordsOf({
  title: { en: 'Phones', zh: '手机' },
  lead: {
    en: 'As they look now, as far as their privacy level lets it out.',
    zh: '手机当前的画面，以各自的隐私级别为限。',
  },
  none: { en: 'No phone is connected', zh: '没有连接手机' },
  noneHint: { en: 'Connect one', zh: '连接手机' },
  virtual: { en: 'virtual', zh: '虚拟' },
  idle: { en: 'free', zh: '空闲' },
  busy: { en: 'at work', zh: '工作中' },
  offline: { en: 'offline', zh: '离线' },
  locked: { en: 'locked', zh: '已锁定' },
  unauthorized: { en: 'not authorised', zh: '未授权' },
  takeover: { en: 'in a person’s hands', zh: '由人操作' },
  levelOpen: { en: 'privacy: open', zh: '隐私：开放' },
  levelRedacted: { en: 'privacy: redacted', zh: '隐私：遮盖' },
  levelCaptions: { en: 'privacy: captions', zh: '隐私：文字' },
  levelPrivate: { en: 'privacy: private', zh: '隐私：私密' },
});

export const levelWords = {
  open: () => t.levelOpen,
  redacted: () => t.levelRedacted,
  captions: () => t.levelCaptions,
  private: () => t.levelPrivate,
};
