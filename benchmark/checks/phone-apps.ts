// The virtual phone's apps under short names, which paths and tasks use: "wechat.chats.lisi.messages".
import type { VirtualPhoneState } from '@farhand/device-bridge';

export const phoneApps = {
  taobao: { package: 'com.taobao.taobao', zh: '淘宝', en: 'Taobao' },
  jd: { package: 'com.jingdong.app.mall', zh: '京东', en: 'JD.com' },
  pinduoduo: { package: 'com.xunmeng.pinduoduo', zh: '拼多多', en: 'Pinduoduo' },
  meituan: { package: 'com.sankuai.meituan', zh: '美团', en: 'Meituan' },
  eleme: { package: 'me.ele', zh: '饿了么', en: 'Ele.me' },
  amap: { package: 'com.autonavi.minimap', zh: '高德地图', en: 'Amap' },
  didi: { package: 'com.sdu.didi.psnger', zh: '滴滴出行', en: 'DiDi' },
  railway: { package: 'com.MobileTicket', zh: '铁路12306', en: '12306' },
  ctrip: { package: 'ctrip.android.view', zh: '携程旅行', en: 'Ctrip' },
  wechat: { package: 'com.tencent.mm', zh: '微信', en: 'WeChat' },
  messages: { package: 'com.google.android.apps.messaging', zh: '短信', en: 'Messages' },
  phone: { package: 'com.android.contacts', zh: '电话', en: 'Phone' },
  weibo: { package: 'com.sina.weibo', zh: '微博', en: 'Weibo' },
  xiaohongshu: { package: 'com.xingin.xhs', zh: '小红书', en: 'Xiaohongshu' },
  zhihu: { package: 'com.zhihu.android', zh: '知乎', en: 'Zhihu' },
  bilibili: { package: 'tv.danmaku.bili', zh: '哔哩哔哩', en: 'Bilibili' },
  music: { package: 'com.netease.cloudmusic', zh: '网易云音乐', en: 'NetEase Cloud Music' },
  chrome: { package: 'com.android.chrome', zh: 'Chrome', en: 'Chrome' },
  alipay: { package: 'com.eg.android.AlipayGphone', zh: '支付宝', en: 'Alipay' },
  clock: { package: 'com.google.android.deskclock', zh: '时钟', en: 'Clock' },
  notes: { package: 'com.miui.notes', zh: '备忘录', en: 'Notes' },
  settings: { package: 'com.android.settings', zh: '设置', en: 'Settings' },
} as const;

export type PhoneApp = keyof typeof phoneApps;
export const phoneAppNames = Object.keys(phoneApps) as [PhoneApp, ...PhoneApp[]];

/** What a check needs of the virtual phone's state; the whole state will do. */
export type PhoneTruth = Pick<VirtualPhoneState, 'apps' | 'clock'>;

export function isPhoneApp(name: string): name is PhoneApp {
  return Object.hasOwn(phoneApps, name);
}

/** The app's own state as the phone tells it; undefined when the phone does not have the app. */
export function stateOf(phone: Pick<PhoneTruth, 'apps'>, app: PhoneApp): unknown {
  return phone.apps[phoneApps[app].package];
}
