// What settings and their values are called, in both languages.
import { foldText } from './texts.js';

const names: readonly (readonly string[])[] = [
  ['蓝牙', 'bluetooth'],
  ['wlan', 'wi-fi', 'wifi', '无线网络', '无线局域网', '无线网', '网络和互联网'],
  ['飞行模式', 'airplane mode', 'aeroplane mode', 'flight mode'],
  ['深色模式', '暗色模式', '夜间模式', '深色主题', '黑暗模式', 'dark mode', 'dark theme', 'night mode'],
  ['亮度', '屏幕亮度', '亮度级别', 'brightness', 'brightness level', 'screen brightness'],
  ['音量', '媒体音量', 'volume', 'media volume'],
  ['定位', '定位服务', '位置信息', '位置', 'gps', 'location', 'location services'],
  ['nfc'],
  ['热点', '个人热点', '便携式热点', '移动热点', 'hotspot', 'personal hotspot', 'wi-fi hotspot'],
  ['移动数据', '移动网络', '流量', '数据流量', '蜂窝数据', 'mobile data', 'cellular data', 'data'],
  ['勿扰模式', '免打扰', '勿扰', '请勿打扰', 'do not disturb', 'dnd'],
  ['字体大小', '字号', '字体', 'font size', 'text size'],
  ['自动旋转', '自动旋转屏幕', '屏幕旋转', 'auto-rotate', 'auto rotate', 'auto-rotate screen', 'rotation'],
  ['省电模式', '低电量模式', '省电', 'battery saver', 'power saving', 'power saving mode', 'low power mode'],
  ['静音', '静音模式', 'silent mode', 'mute', 'silent'],
  ['振动', '震动', 'vibration', 'vibrate'],
  ['自动亮度', '自动调节亮度', 'adaptive brightness', 'auto brightness'],
  ['护眼模式', '护眼', 'eye comfort', 'night light', 'blue light filter'],
  ['屏幕超时', '自动锁屏', '休眠', 'screen timeout', 'sleep'],
  ['公司', '公司地址', '单位地址', '单位', 'work', 'office', 'work address', 'office address'],
  ['家', '家庭住址', '家的地址', '家庭地址', '住址', 'home', 'home address'],
  ['车牌号', '车牌', '车牌号码', '我的车牌', 'license plate', 'licence plate', 'plate number', 'plate'],
  ['语言', '系统语言', 'language', 'languages'],
];

/** Pages that settings are usually found on, where the first page does not show them. */
const parents: readonly { readonly page: RegExp; readonly settings: readonly string[] }[] = [
  {
    page: /(显示|亮度|display)/i,
    settings: ['亮度', '深色模式', '字体大小', '自动旋转', '自动亮度', '护眼模式', '屏幕超时'],
  },
  { page: /(声音|振动|音效|sound)/i, settings: ['音量', '静音', '振动', '勿扰模式'] },
  {
    page: /(移动网络|更多连接|其他网络|网络|连接|mobile network|network|connections?)/i,
    settings: ['飞行模式', '移动数据', '热点', 'nfc', 'wlan'],
  },
  { page: /(电池|省电|battery)/i, settings: ['省电模式'] },
  { page: /(位置|隐私|安全|location|privacy)/i, settings: ['定位'] },
  { page: /(通知|勿扰|notifications?)/i, settings: ['勿扰模式'] },
  { page: /(系统|更多设置|辅助功能|system|general)/i, settings: ['语言', '自动旋转'] },
];

/** What the rows that may lead to a setting are called. */
export function parentPages(names: readonly string[]): RegExp[] {
  return parents
    .filter(({ settings }) => settings.some((setting) => settingNames(setting).some((name) => names.includes(name))))
    .map(({ page }) => page);
}

const onWords = /^(打开|开启|启用|开|on|enabled?|turn on|switch on|activate)$/i;
const offWords = /^(关闭|关掉|关上|停用|禁用|关|off|disabled?|turn off|switch off|deactivate)$/i;
const mostWords = /^(最大|最亮|最高|调到最大|max|maximum|full|highest)$/i;
const leastWords = /^(最小|最暗|最低|min|minimum|lowest)$/i;

/** All names of a setting, folded; the one given first. */
export function settingNames(what: string): string[] {
  const wanted = foldText(what).replace(/^(the|my)/, '');
  const group = names.find((candidates) => candidates.some((name) => foldText(name) === wanted)) ?? [];
  return [...new Set([wanted, ...group.map(foldText)])];
}

/** `switch`: on or off. `share`: 0 to 1 of a slider. `toggle`: the other state. */
export type WantedState =
  | { readonly kind: 'switch'; readonly on: boolean }
  | { readonly kind: 'share'; readonly share: number }
  /** A slider: further up or down than it is. */
  | { readonly kind: 'turn'; readonly up: boolean }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'other' };

export function readState(state: string | undefined): WantedState {
  const said = state?.trim() ?? '';
  if (said === '') return { kind: 'toggle' };
  if (onWords.test(said)) return { kind: 'switch', on: true };
  if (offWords.test(said)) return { kind: 'switch', on: false };
  if (mostWords.test(said)) return { kind: 'share', share: 1 };
  if (leastWords.test(said)) return { kind: 'share', share: 0 };
  if (said === 'lower' || said === 'higher') return { kind: 'turn', up: said === 'higher' };
  const percent = /^(?:百分之)?(\d{1,3})\s*[%％]?$/.exec(said)?.[1];
  return percent === undefined ? { kind: 'other' } : { kind: 'share', share: Math.min(1, Number(percent) / 100) };
}
