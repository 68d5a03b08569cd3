// Ways from one place to another: lengths from the straight line, times from usual speeds of each way of travel.
import * as ui from '../../toolkit/index.js';
import type { Place } from './data.js';
import { type AmapState, type By, metresBetween } from './model.js';

export interface Way {
  key: string;
  name: string;
  metres: number;
  minutes: number;
  /** Toll or fare. */
  fen: number;
  note: string;
  steps: string[];
}

const farMetres = 80_000;
const mostByFoot = 30_000;
const mostByBike = 60_000;
const lines = ['1号线', '2号线', '8号线', '10号线', '12号线', '13号线', '14号线', '9号线'];
const roads = ['延安高架路', '南北高架路', '内环高架路', '中环路', '西藏中路', '北京西路', '淮海中路', '世纪大道'];

/** Repeatable choice for a pair of places. */
function pick(items: readonly string[], from: Place, to: Place, turn: number): string {
  return items[(ui.hueOf(`${from.name}${to.name}`) + turn) % items.length] ?? '';
}

export function waysOf(by: By, from: Place, to: Place, settings: AmapState['settings']): Way[] {
  const straight = metresBetween(from, to);
  if (by === 'car') return byCar(from, to, straight, settings);
  if (by === 'transit') return straight > farMetres ? byTrain(from, to, straight) : byTransit(from, to, straight);
  if (straight > (by === 'walk' ? mostByFoot : mostByBike)) return [];
  return by === 'walk' ? byFoot(from, to, straight) : byBike(from, to, straight);
}

function byCar(from: Place, to: Place, straight: number, settings: AmapState['settings']): Way[] {
  const metres = Math.round(straight * 1.32) + 300;
  const perKm = metres < 8000 ? 3.2 : metres < 30_000 ? 2.1 : 0.95;
  const minutes = Math.round((metres / 1000) * perKm) + 3;
  const tollFen = metres > 30_000 ? Math.round((metres / 1000) * 0.45) * 100 : 0;
  const way = (key: string, name: string, longer: number, slower: number, fen: number, turn: number): Way => {
    const lights = Math.round((metres * longer * (fen > 0 ? 0.2 : 1)) / 900) + 1;
    const road = pick(roads, from, to, turn);
    return {
      key,
      name,
      metres: Math.round(metres * longer),
      minutes: Math.round(minutes * slower),
      fen,
      note: `红绿灯${lights}个 ${fen > 0 ? `过路费${ui.yen(fen)}` : '无过路费'} 途经${road}`,
      steps: [
        `从${from.name}出发`,
        `沿${road}行驶${ui.distanceText(metres * longer * 0.7)}`,
        `靠右驶入${pick(roads, from, to, turn + 3)}`,
        `到达${to.name}`,
      ],
    };
  };
  const all = [
    way('best', '大众常选', 1, 1, tollFen, 0),
    way('short', '距离短', 0.9, 1.18, 0, 2),
    way('calm', '少拥堵', 1.14, 0.94, tollFen === 0 ? 0 : tollFen + 500, 4),
  ];
  const ways = settings.avoidTolls || settings.avoidHighways ? all.filter(({ fen }) => fen === 0) : all;
  return settings.avoidJams ? ways.toSorted((a, b) => a.minutes - b.minutes) : ways;
}

function byTransit(from: Place, to: Place, straight: number): Way[] {
  const km = (straight * 1.3) / 1000;
  const fare = km <= 6 ? 300 : 400 + Math.floor((km - 6) / 10) * 100;
  const [first, second] = [pick(lines, from, to, 0), pick(lines, from, to, 3)];
  const bus = `${20 + (ui.hueOf(to.name) % 900)}路`;
  const walk = 260 + (ui.hueOf(`${to.name}${from.name}`) % 9) * 70;
  const way = (key: string, name: string, minutes: number, fen: number, walked: number, steps: string[]): Way => ({
    key,
    name,
    metres: Math.round(km * 1000),
    minutes: Math.round(minutes),
    fen,
    note: `${ui.yen(fen)} · 步行${ui.distanceText(walked)} · ${Math.max(1, Math.round(km / 1.4))}站`,
    steps: [`步行${Math.round(walked / 2)}米`, ...steps, `步行${Math.round(walked / 2)}米`, `到达${to.name}`],
  });
  const onMetro = (line: string, until: string): string => `乘坐地铁${line}，到${until}站下车`;
  const changing = [onMetro(first, '人民广场'), '站内换乘 约4分钟', onMetro(second, to.area)];
  return [
    km < 6
      ? way('metro', `地铁${first}`, 7 + km * 2.2, fare, walk, [onMetro(first, to.area)])
      : way('metro', `地铁${first} › 地铁${second}`, 13 + km * 1.9, fare, walk, changing),
    way('mixed', `地铁${second} › ${bus}`, 12 + km * 2.4, fare + 200, walk - 140, [
      onMetro(second, '世纪大道'),
      `乘坐${bus}公交车`,
    ]),
    way(
      'bus',
      km < 6 ? bus : `${bus} › ${20 + (ui.hueOf(from.id + to.id) % 80)}路`,
      9 + km * 3.9,
      km < 6 ? 200 : 400,
      walk + 120,
      [`乘坐${bus}公交车`],
    ),
  ];
}

function byTrain(from: Place, to: Place, straight: number): Way[] {
  const metres = Math.round(straight * 1.2);
  const minutes = Math.round(metres / 3300 + 75);
  const fen = Math.round(metres / 2200) * 100;
  const way = (key: string, train: string, station: string, more: number, cheaper: number): Way => ({
    key,
    name: `地铁 › ${train} › 地铁`,
    metres,
    minutes: minutes + more,
    fen: fen - cheaper,
    note: `${ui.yen(fen - cheaper)} · ${station}上车`,
    steps: [`从${from.name}乘地铁到${station}`, `乘坐${train}到${to.area}站`, `乘坐地铁到达${to.name}`],
  });
  return [way('fast', '高铁', '上海虹桥站', 0, 0), way('slow', '普速列车', '上海南站', 64, 2800)];
}

function byFoot(from: Place, to: Place, straight: number): Way[] {
  const metres = Math.round(straight * 1.22) + 60;
  const steps = [`从${from.name}出发`, `沿${pick(roads.slice(4), from, to, 1)}步行`, `到达${to.name}`];
  const minutes = Math.max(1, Math.round(metres / 72));
  return [
    { key: 'best', name: '推荐路线', metres, minutes, fen: 0, note: `消耗${Math.round(metres / 18)}千卡`, steps },
    { key: 'shade', name: '少台阶', metres: metres + 180, minutes: minutes + 3, fen: 0, note: '过街天桥0座', steps },
  ];
}

function byBike(from: Place, to: Place, straight: number): Way[] {
  const metres = Math.round(straight * 1.26) + 90;
  const steps = [`从${from.name}出发`, `沿${pick(roads.slice(4), from, to, 2)}非机动车道骑行`, `到达${to.name}`];
  return [
    {
      key: 'bike',
      name: '骑行',
      metres,
      minutes: Math.max(1, Math.round(metres / 225)),
      fen: 150,
      note: '共享单车约¥1.5',
      steps,
    },
    {
      key: 'electric',
      name: '电动车',
      metres,
      minutes: Math.max(1, Math.round(metres / 340)),
      fen: 0,
      note: '适合自有电动车',
      steps,
    },
  ];
}

/** Kinds of cars to call with their estimates. */
export function faresOf(from: Place, to: Place): { type: string; note: string; fen: number }[] {
  const km = (metresBetween(from, to) * 1.32) / 1000;
  const base = 1400 + Math.max(0, km - 3) * 270;
  const fare = (share: number): number => Math.round((base * share) / 10) * 10;
  return [
    { type: '特惠快车', note: '已优惠3元 · 约2分钟接驾', fen: fare(0.86) },
    { type: '快车', note: '约3分钟接驾', fen: fare(1) },
    { type: '出租车', note: '打表计价 · 约5分钟接驾', fen: fare(1.16) },
    { type: '专车', note: '舒适车型 · 约6分钟接驾', fen: fare(1.72) },
    { type: '六座商务', note: '可带大件行李 · 约9分钟接驾', fen: fare(2.2) },
  ];
}

/** Points of a drawn way, in shares of the map. */
export function drawnWay(from: Place, to: Place, turn: number): [number, number][] {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const [x, y] = [Math.cos(angle) * 0.3, -Math.sin(angle) * 0.26];
  const bend = (turn - 1) * 0.09;
  return [
    [0.5 - x, 0.52 - y],
    [0.5 - x * 0.3 + bend, 0.52 - y * 0.5],
    [0.5 + x * 0.4 + bend, 0.52 + y * 0.2],
    [0.5 + x, 0.52 + y],
  ];
}
