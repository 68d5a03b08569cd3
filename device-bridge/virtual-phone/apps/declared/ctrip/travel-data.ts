// Flights, made on demand from seed, cities and day; and sights with their tickets.
import * as ui from '../../toolkit/index.js';
import { cityOf } from '../railway/data.js';

export interface Flight {
  no: string;
  airline: string;
  from: string;
  to: string;
  departs: string;
  arrives: string;
  minutes: number;
  /** City of a stop on the way, or empty. */
  via: string;
  aircraft: string;
  /** Per cent. */
  punctual: number;
  cabins: { name: string; fen: number; left: number; note: string }[];
}

export interface Sight {
  id: string;
  name: string;
  city: string;
  kind: string;
  level: string;
  score: number;
  reviews: number;
  hours: string;
  address: string;
  tickets: { id: string; name: string; fen: number; note: string }[];
  hue: number;
}

const airports: Record<string, string> = {
  上海: '虹桥T2,浦东T1,浦东T2',
  北京: '首都T2,首都T3,大兴',
  广州: '白云T1,白云T2',
  成都: '天府T2,双流T2',
  重庆: '江北T3',
  西安: '咸阳T5',
  南京: '禄口T2',
  杭州: '萧山T4',
  深圳: '宝安T3',
};
const airlines = ui.table(`
中国国航 | CA | 108
东方航空 | MU | 104
南方航空 | CZ | 102
海南航空 | HU | 96
厦门航空 | MF | 98
吉祥航空 | HO | 92
春秋航空 | 9C | 74
`);
const aircraft = ['空客320', '空客321', '波音737', '空客330', '波音787', 'C919'];
const sights = ui.table(`
上海迪士尼度假区 | 上海 | 主题乐园 | 5A | 47500 | 08:30-20:30 | 浦东新区川沙新镇
东方明珠广播电视塔 | 上海 | 观光 | 5A | 19900 | 09:00-21:00 | 浦东新区世纪大道1号
上海野生动物园 | 上海 | 动植物园 | 5A | 16500 | 09:00-17:00 | 浦东新区南六公路178号
上海海昌海洋公园 | 上海 | 主题乐园 | 4A | 29900 | 10:00-18:00 | 浦东新区银飞路166号
豫园 | 上海 | 园林古迹 | 4A | 4000 | 09:00-16:30 | 黄浦区福佑路168号
黄浦江游览（十六铺码头） | 上海 | 游船 | 3A | 12000 | 11:00-21:30 | 黄浦区中山东二路481号
朱家角古镇 | 上海 | 古镇 | 4A | 3000 | 08:30-16:30 | 青浦区朱家角镇
故宫博物院 | 北京 | 博物馆 | 5A | 6000 | 08:30-17:00 | 东城区景山前街4号
八达岭长城 | 北京 | 园林古迹 | 5A | 4000 | 07:30-16:00 | 延庆区G6京藏高速58号出口
颐和园 | 北京 | 园林古迹 | 5A | 3000 | 06:30-18:00 | 海淀区新建宫门路19号
北京环球度假区 | 北京 | 主题乐园 | 4A | 52800 | 09:00-20:00 | 通州区北京环球大道1号
天坛公园 | 北京 | 园林古迹 | 5A | 3400 | 06:00-22:00 | 东城区天坛东里7号
西湖游船 | 杭州 | 游船 | 5A | 7000 | 08:00-17:00 | 西湖区龙井路1号
灵隐飞来峰 | 杭州 | 园林古迹 | 5A | 4500 | 07:00-18:00 | 西湖区灵隐路法云弄1号
宋城 | 杭州 | 演出 | 4A | 32000 | 10:00-21:00 | 西湖区之江路148号
长隆欢乐世界 | 广州 | 主题乐园 | 5A | 25000 | 09:30-19:00 | 番禺区汉溪大道东299号
广州塔 | 广州 | 观光 | 4A | 15000 | 09:30-22:30 | 海珠区阅江西路222号
世界之窗 | 深圳 | 主题乐园 | 5A | 22000 | 09:00-22:30 | 南山区深南大道9037号
深圳欢乐谷 | 深圳 | 主题乐园 | 5A | 23000 | 10:00-22:00 | 南山区侨城西街18号
成都大熊猫繁育研究基地 | 成都 | 动植物园 | 4A | 5500 | 07:30-18:00 | 成华区熊猫大道1375号
都江堰景区 | 成都 | 园林古迹 | 5A | 8000 | 08:00-18:00 | 都江堰市公园路
秦始皇帝陵博物院（兵马俑） | 西安 | 博物馆 | 5A | 12000 | 08:30-17:00 | 临潼区秦陵北路
西安城墙 | 西安 | 园林古迹 | 5A | 5400 | 08:00-22:00 | 碑林区南门
大唐芙蓉园 | 西安 | 演出 | 5A | 12000 | 09:00-22:00 | 雁塔区芙蓉西路99号
蜈支洲岛 | 三亚 | 海岛 | 5A | 14400 | 08:00-16:00 | 海棠区蜈支洲岛
南山文化旅游区 | 三亚 | 园林古迹 | 5A | 12900 | 08:00-17:30 | 崖州区南山
`);

export function sightsOf(random: ui.Random): Sight[] {
  return sights.map(([name = '', city = '', kind = '', level = '', price = '', hours = '', address = ''], at) => {
    const id = `v${at + 1}`;
    const fen = Number(price);
    const share = (part: number): number => Math.max(500, Math.round((fen * part) / 500) * 500);
    return {
      id,
      name,
      city,
      kind,
      level,
      score: random.integer(42, 49) / 10,
      reviews: random.integer(300, 42_000),
      hours,
      address,
      tickets: [
        { id: `${id}-1`, name: '成人票', fen, note: '可订今日 随时退' },
        { id: `${id}-2`, name: '儿童/老人票', fen: share(0.75), note: '1.0-1.4米或60周岁以上' },
        { id: `${id}-3`, name: '学生票', fen: share(0.6), note: '凭学生证' },
        { id: `${id}-4`, name: '亲子套票（2大1小）', fen: share(2.5), note: '需提前1天预订 不可退' },
      ],
      hue: random.integer(0, 359),
    };
  });
}

const minuteText = (minute: number): string =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const known = new Map<string, Flight[]>();
const mostKnown = 60;

/** Flights of a day by departure; none between cities that are too near. */
export function flightsOf(seed: number, from: string, to: string, day: string): Flight[] {
  const name = `${seed}/flight ${from}-${to}/${day}`;
  if (known.size > mostKnown) known.clear();
  const flights = known.get(name) ?? makeFlights(seed, from, to, day);
  known.set(name, flights);
  return flights;
}

function makeFlights(seed: number, from: string, to: string, day: string): Flight[] {
  const [a, b] = [cityOf(from), cityOf(to)];
  const km = Math.hypot((a.x - b.x) * 95, (a.y - b.y) * 111);
  if (km < 280) return [];
  const random = ui.randomFor(seed, `flight ${from}-${to}`);
  const prices = ui.randomFor(seed, `flight ${from}-${to} ${day}`);
  const airport = (city: string): string => random.pick((airports[city] ?? '机场').split(','));
  const numbers = new Set<string>();
  return Array.from({ length: 18 }, (_, at): Flight => {
    const [airline = '', code = '', level = ''] = random.pick(airlines);
    let no = '';
    do no = `${code}${random.integer(1100, 9899)}`;
    while (numbers.has(no));
    numbers.add(no);
    const start = 390 + at * 50 + random.integer(0, 9) * 5;
    const via = random.chance(0.15)
      ? random.pick(['郑州', '武汉', '长沙', '合肥'].filter((city) => city !== from && city !== to))
      : '';
    const minutes = Math.round(km / 12.5) + 45 + random.integer(0, 5) * 5 + (via ? 80 : 0);
    const base = (22_000 + km * 46) * (Number(level) / 100) * (0.7 + prices.next() * 0.75) * (via ? 0.75 : 1);
    const fare = (share: number): number => Math.round((base * share) / 1000) * 1000;
    return {
      no,
      airline,
      from: `${from}${airport(from)}`,
      to: `${to}${airport(to)}`,
      departs: minuteText(start),
      arrives: minuteText(start + minutes),
      minutes,
      via,
      aircraft: random.pick(aircraft),
      punctual: random.integer(72, 99),
      cabins: [
        { name: '经济舱特价', fen: fare(1), left: prices.integer(0, 6), note: '托运行李需另购 不可退改' },
        { name: '经济舱', fen: fare(1.18), left: prices.integer(2, 9), note: '托运行李20KG 退改¥280起' },
        { name: '经济舱全价', fen: fare(1.9), left: 9, note: '托运行李20KG 退改¥60起' },
        { name: '公务舱', fen: fare(3.2), left: prices.integer(0, 4), note: '托运行李30KG 退改¥120起' },
      ],
    };
  });
}
