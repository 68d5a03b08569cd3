// The services of Alipay's first page, and where each leads.
import * as ui from '../../toolkit/index.js';
import type { Act } from './model.js';

export interface Service {
  readonly name: string;
  readonly symbol: string;
  readonly hue: number;
  open(act: Act): void;
}

const service = (name: string, symbol: string, hue: number, open: (act: Act) => void): Service => ({
  name,
  symbol,
  hue,
  open,
});

export const services: readonly Service[] = [
  service('转账', 'swap', 215, (act) => act.go('contacts', {})),
  service('信用卡还款', 'card', 20, (act) => act.go('cards', {})),
  service('生活缴费', 'home', 190, (act) => act.go('utilities', {})),
  service('充值中心', 'phone', 150, (act) => act.go('recharge', {})),
  service('余额宝', 'coin', 25, (act) => act.go('yuebao', {})),
  service('花呗', 'wallet', 205, (act) => act.go('huabei', {})),
  service('芝麻信用', 'medal', 165, (act) => act.go('sesame', {})),
  service('红包', 'gift', 5, (act) => act.go('packets', {})),
  service('蚂蚁森林', 'sparkle', 125, (act) => act.go('forest', {})),
  service('账单', 'list', 45, (act) => act.go('bills', {})),
  service('淘票票', 'ticket', 345, (act) => act.toast('淘票票服务正在升级')),
  service('市民中心', 'people', 230, (act) => act.toast('市民中心服务正在升级')),
  service('医疗健康', 'heart', 355, (act) => act.toast('医疗健康服务正在升级')),
  service('我的快递', 'truck', 280, (act) => act.alert('我的快递', '没有待取的快递')),
  service('银行卡', 'card', 260, (act) => act.go('cards', {})),
];

export const tilesOf = (some: readonly Service[], act: Act): ui.Tile[] =>
  some.map(({ name, symbol, hue, open }) => ({
    key: name,
    title: name,
    art: ui.tile(symbol, hue, { scale: 0.92 }),
    onTap: () => open(act),
  }));
