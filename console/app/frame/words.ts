import { wordsOf } from '../words/words.js';

export const t = wordsOf({
  ask: { en: 'Ask', zh: '下达' },
  tasks: { en: 'Tasks', zh: '任务' },
  skills: { en: 'Skills', zh: '技能' },
  phones: { en: 'Phones', zh: '手机' },
  setup: { en: 'Set up', zh: '设置' },
  navigation: { en: 'Main', zh: '主导航' },
  toContent: { en: 'Skip to the content', zh: '跳到内容' },
  language: { en: 'Language', zh: '语言' },
  theme: { en: 'Appearance', zh: '外观' },
  system: { en: 'Auto', zh: '自动' },
  light: { en: 'Light', zh: '浅色' },
  dark: { en: 'Dark', zh: '深色' },
  signedInAs: { en: (user: string) => `Signed in as ${user}`, zh: (user: string) => `已登录：${user}` },
  signOut: { en: 'Sign out', zh: '退出登录' },
  preferences: { en: 'Preferences', zh: '偏好' },
  notFound: { en: 'There is no such page', zh: '没有这个页面' },
  toAsk: { en: 'Back to the beginning', zh: '回到首页' },
  notLoaded: { en: 'This page could not be loaded', zh: '无法载入这个页面' },
  reload: { en: 'Load again', zh: '重新载入' },
});
