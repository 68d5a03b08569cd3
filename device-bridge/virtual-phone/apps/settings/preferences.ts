// What the settings app remembers, and its pages as data: rows that lead on, switch, slide or just tell.

export interface SettingsState {
  wifi: boolean;
  wifiNetwork: string;
  bluetooth: boolean;
  bluetoothDevice: string;
  airplane: boolean;
  mobileData: boolean;
  brightnessPercent: number;
  autoBrightness: boolean;
  darkMode: boolean;
  mute: boolean;
  vibrate: boolean;
  powerSaving: boolean;
  location: boolean;
}

export function defaultSettings(): SettingsState {
  return {
    wifi: true,
    wifiNetwork: 'Office-5G',
    bluetooth: false,
    bluetoothDevice: '',
    airplane: false,
    mobileData: true,
    brightnessPercent: 60,
    autoBrightness: true,
    darkMode: false,
    mute: false,
    vibrate: true,
    powerSaving: false,
    location: true,
  };
}

type KeysOf<T> = { [K in keyof SettingsState]: SettingsState[K] extends T ? K : never }[keyof SettingsState];
export type SwitchKey = KeysOf<boolean>;

export type Row =
  | {
      readonly kind: 'link';
      readonly page: PageId;
      readonly title: string;
      readonly icon: string;
      readonly hue: number;
      readonly summary: (state: SettingsState) => string;
    }
  | { readonly kind: 'switch'; readonly key: SwitchKey; readonly title: string; readonly summary?: string }
  | {
      readonly kind: 'choice';
      readonly key: 'wifiNetwork' | 'bluetoothDevice';
      readonly value: string;
      readonly shownIf: SwitchKey;
    }
  | { readonly kind: 'brightness' }
  | { readonly kind: 'info'; readonly title: string; readonly summary: string }
  | { readonly kind: 'heading'; readonly title: string };

export type PageId =
  | 'root'
  | 'wlan'
  | 'bluetooth'
  | 'network'
  | 'display'
  | 'sound'
  | 'battery'
  | 'storage'
  | 'location'
  | 'about';

function onOff(on: boolean): string {
  return on ? '已开启' : '已关闭';
}

function link(page: PageId, title: string, icon: string, hue: number, summary: (state: SettingsState) => string): Row {
  return { kind: 'link', page, title, icon, hue, summary };
}

const NETWORKS = ['Office-5G', 'Office-Guest', 'ChinaNet-8F2A', 'TP-LINK_66C0'];
const DEVICES = ['AirPods Pro', 'JBL Flip 6', '小米手环9'];

export const PAGES: Readonly<Record<PageId, { readonly title: string; readonly rows: readonly Row[] }>> = {
  root: {
    title: '设置',
    rows: [
      link('wlan', 'WLAN', 'wifi', 212, (state) => (state.wifi ? state.wifiNetwork : '已关闭')),
      link('bluetooth', '蓝牙', 'bluetooth', 225, (state) => onOff(state.bluetooth)),
      link('network', '移动网络', 'plane', 150, () => '中国移动 5G'),
      link('display', '显示与亮度', 'sun', 40, (state) => `亮度 ${state.brightnessPercent}%`),
      link('sound', '声音与振动', 'sound', 330, (state) => (state.mute ? '静音' : '响铃')),
      link('battery', '电池', 'battery', 120, () => '87%'),
      link('storage', '存储空间', 'storage', 265, () => '已用 96 GB，共 256 GB'),
      link('location', '位置信息', 'pin', 10, (state) => onOff(state.location)),
      link('about', '关于手机', 'info', 195, () => 'Android 14'),
    ],
  },
  wlan: {
    title: 'WLAN',
    rows: [
      { kind: 'switch', key: 'wifi', title: '开启 WLAN' },
      { kind: 'heading', title: '可用网络' },
      ...NETWORKS.map((value): Row => ({ kind: 'choice', key: 'wifiNetwork', value, shownIf: 'wifi' })),
    ],
  },
  bluetooth: {
    title: '蓝牙',
    rows: [
      { kind: 'switch', key: 'bluetooth', title: '开启蓝牙', summary: '本机名称：Pixel 8' },
      { kind: 'heading', title: '可用设备' },
      ...DEVICES.map((value): Row => ({ kind: 'choice', key: 'bluetoothDevice', value, shownIf: 'bluetooth' })),
    ],
  },
  network: {
    title: '移动网络',
    rows: [
      { kind: 'switch', key: 'airplane', title: '飞行模式' },
      { kind: 'switch', key: 'mobileData', title: '移动数据' },
      { kind: 'info', title: '运营商', summary: '中国移动' },
      { kind: 'info', title: '首选网络类型', summary: '5G' },
    ],
  },
  display: {
    title: '显示与亮度',
    rows: [
      { kind: 'brightness' },
      { kind: 'switch', key: 'autoBrightness', title: '自动调节亮度', summary: '根据环境光调节' },
      { kind: 'switch', key: 'darkMode', title: '深色模式' },
      { kind: 'info', title: '自动锁屏', summary: '无操作 30 秒后' },
      { kind: 'info', title: '字体大小', summary: '默认' },
    ],
  },
  sound: {
    title: '声音与振动',
    rows: [
      { kind: 'switch', key: 'mute', title: '静音模式' },
      { kind: 'switch', key: 'vibrate', title: '触摸振动' },
      { kind: 'info', title: '来电铃声', summary: '晨曦' },
    ],
  },
  battery: {
    title: '电池',
    rows: [
      { kind: 'info', title: '剩余电量', summary: '87%，预计可用 1 天 4 小时' },
      { kind: 'switch', key: 'powerSaving', title: '省电模式' },
    ],
  },
  storage: {
    title: '存储空间',
    rows: [
      { kind: 'info', title: '已用空间', summary: '96 GB / 256 GB' },
      { kind: 'info', title: '应用', summary: '41 GB' },
      { kind: 'info', title: '照片和视频', summary: '37 GB' },
      { kind: 'info', title: '系统', summary: '18 GB' },
    ],
  },
  location: { title: '位置信息', rows: [{ kind: 'switch', key: 'location', title: '使用位置信息' }] },
  about: {
    title: '关于手机',
    rows: [
      { kind: 'info', title: '设备名称', summary: 'Pixel 8' },
      { kind: 'info', title: 'Android 版本', summary: '14' },
      { kind: 'info', title: '处理器', summary: '八核 2.9 GHz' },
      { kind: 'info', title: '运行内存', summary: '8.0 GB' },
      { kind: 'info', title: '屏幕', summary: '1080 x 2400' },
      { kind: 'info', title: '版本号', summary: 'UP1A.231105.001' },
    ],
  },
};
