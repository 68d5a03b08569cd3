// DiDi's data: places, rides and coupons, and what a ride costs.
import type * as ui from '../../toolkit/index.js';
import { drivers, homes, type Kind, kinds, places } from './tables.js';

export interface Place {
  id: string;
  name: string;
  address: string;
  /** Metres from where the phone is. */
  metres: number;
}

export interface Ride {
  id: string;
  kind: string;
  from: string;
  to: string;
  fen: number;
  /** "2026-11-23 18:30", or empty for at once. */
  departs: string;
  calledAt: number;
  status: 'calling' | 'booked' | 'accepted' | 'finished' | 'paid' | 'cancelled';
  driver: string;
}

export interface DidiState {
  places: Place[];
  home: string;
  company: string;
  here: string;
  rides: Ride[];
  nextId: number;
  coupons: { name: string; fen: number; until: string }[];
  contacts: string[];
  shareTrip: boolean;
  digitsEntered: number;
}

export interface Trip {
  from: string;
  to: string;
  departs: string;
}

export interface Routes {
  home: { tab?: 'ride' | 'trips' | 'me'; from?: string; departs?: string };
  place: { field: 'from' | 'to' | 'home' | 'company'; from?: string; departs?: string; query?: string };
  quotes: { trip: Trip; chosen?: string[]; order?: 'recommended' | 'price' };
  ride: { id: string };
  pay: { ride: string; entered?: number };
  coupons: Record<string, never>;
}

export type Act = ui.Actions<Routes>;

export const statusText: Record<Ride['status'], string> = {
  calling: '正在呼叫司机',
  booked: '预约成功，等待派单',
  accepted: '司机已接单，正在赶来',
  finished: '行程结束，待支付',
  paid: '已完成',
  cancelled: '已取消',
};

export function quote(state: DidiState, kind: Kind, { from, to }: Trip): number {
  const metres = (name: string): number => state.places.find((place) => place.name === name)?.metres ?? 5200;
  const km = Math.max(1.2, Math.abs(metres(to) - (from === state.here ? 0 : metres(from))) / 1000);
  return kind.base + Math.round((kind.perKm * km) / 10) * 10;
}

export function dataOf(random: ui.Random): DidiState {
  return {
    places: places.map(([name = '', address = '', metres = ''], index) => {
      return { id: `p${index + 1}`, name, address, metres: Number(metres) };
    }),
    home: random.pick(homes),
    company: random.pick(['张江高科技园区', '漕河泾开发区', '静安寺']),
    here: '福州路 318 号（人民广场）',
    rides: random.sample(places, 6).map(([to = ''], index): Ride => {
      const kind = random.pick(kinds);
      const fen = kind.base + random.integer(8, 90) * 50;
      const status = index === 4 ? 'cancelled' : 'paid';
      const from = '福州路 318 号（人民广场）';
      return {
        id: `r${index + 1}`,
        kind: kind.name,
        from,
        to,
        fen,
        departs: '',
        calledAt: 0,
        status,
        driver: random.pick(drivers),
      };
    }),
    nextId: 7,
    coupons: [
      { name: '快车 8 折券（最高抵 6 元）', fen: 600, until: '本周日到期' },
      { name: '机场接送立减券', fen: random.pick([1000, 1500, 2000]), until: '12 月 31 日到期' },
      { name: '夜间出行补贴', fen: 500, until: '7 天后到期' },
    ],
    contacts: ['妈妈 138****2671'],
    shareTrip: false,
    digitsEntered: 0,
  };
}
