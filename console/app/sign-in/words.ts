import { wordsOf } from '../words/words.js';

export const t = wordsOf({
  title: { en: 'Sign in', zh: '登录' },
  byLink: {
    en: 'Open the link that npm start prints: it signs this browser in.',
    zh: '打开 npm start 打印的链接，即可让此浏览器登录。',
  },
  orToken: { en: 'Or paste a token', zh: '或粘贴令牌' },
  token: { en: 'Token', zh: '令牌' },
  tokenHelp: {
    en: 'npm start -- token create makes one. It is kept in no storage of this browser.',
    zh: '可用 npm start -- token create 创建。令牌不会保存在此浏览器中。',
  },
  signIn: { en: 'Sign in', zh: '登录' },
});
