import { wordsOf } from '../words/words.js';

export const t = wordsOf({
  close: { en: 'Close', zh: '关闭' },
  loading: { en: 'Loading', zh: '正在载入' },
  copy: { en: 'Copy', zh: '复制' },
  copied: { en: 'Copied', zh: '已复制' },
  running: { en: 'Running', zh: '进行中' },
  waiting: { en: 'Waiting', zh: '等待中' },
  done: { en: 'Done', zh: '完成' },
  failed: { en: 'Failed', zh: '失败' },
  needs_user: { en: 'Needs you', zh: '需要您' },
  refused: { en: 'Refused', zh: '已拒绝' },
  skipped: { en: 'Not begun', zh: '未开始' },
  free: { en: 'free', zh: '免费' },
});
