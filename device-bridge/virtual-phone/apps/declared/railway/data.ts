// Stations, and the trains between them on a day: made on demand from seed, cities and day, so that every pair has some.
import * as ui from '../../toolkit/index.js';

export interface City {
  name: string;
  pinyin: string;
  /** Degrees of longitude and latitude. */
  x: number;
  y: number;
  stations: string[];
}

export interface Seat {
  name: string;
  fen: number;
  /** Tickets left; none means that one can only wait for one. */
  left: number;
}

export interface Train {
  no: string;
  from: string;
  to: string;
  departs: string;
  arrives: string;
  minutes: number;
  seats: Seat[];
  stops: { station: string; arrives: string; departs: string }[];
}

export const cities: readonly City[] = ui
  .table(`
北京 | beijing | 116.4 | 39.9 | 北京南,北京西,北京,北京朝阳
上海 | shanghai | 121.5 | 31.2 | 上海虹桥,上海,上海南,上海松江
杭州 | hangzhou | 120.2 | 30.3 | 杭州东,杭州,杭州西
南京 | nanjing | 118.8 | 32.1 | 南京南,南京
苏州 | suzhou | 120.6 | 31.3 | 苏州,苏州北,苏州园区
广州 | guangzhou | 113.3 | 23.1 | 广州南,广州,广州东
深圳 | shenzhen | 114.1 | 22.6 | 深圳北,深圳,福田
成都 | chengdu | 104.1 | 30.7 | 成都东,成都南,成都西
重庆 | chongqing | 106.5 | 29.6 | 重庆北,重庆西,沙坪坝
武汉 | wuhan | 114.3 | 30.6 | 武汉,汉口,武昌
长沙 | changsha | 113.0 | 28.2 | 长沙南,长沙
西安 | xian | 108.9 | 34.3 | 西安北,西安
郑州 | zhengzhou | 113.6 | 34.7 | 郑州东,郑州
天津 | tianjin | 117.2 | 39.1 | 天津,天津西,天津南
济南 | jinan | 117.0 | 36.7 | 济南西,济南
青岛 | qingdao | 120.4 | 36.1 | 青岛北,青岛
合肥 | hefei | 117.3 | 31.9 | 合肥南,合肥
厦门 | xiamen | 118.1 | 24.5 | 厦门北,厦门
福州 | fuzhou | 119.3 | 26.1 | 福州南,福州
宁波 | ningbo | 121.5 | 29.9 | 宁波
无锡 | wuxi | 120.3 | 31.6 | 无锡东,无锡
徐州 | xuzhou | 117.2 | 34.3 | 徐州东,徐州
石家庄 | shijiazhuang | 114.5 | 38.0 | 石家庄
南昌 | nanchang | 115.9 | 28.7 | 南昌西,南昌
昆明 | kunming | 102.8 | 24.9 | 昆明南,昆明
桂林 | guilin | 110.3 | 25.3 | 桂林北,桂林
沈阳 | shenyang | 123.4 | 41.8 | 沈阳北,沈阳
大连 | dalian | 121.6 | 38.9 | 大连北,大连
哈尔滨 | haerbin | 126.6 | 45.8 | 哈尔滨西,哈尔滨
黄山 | huangshan | 118.3 | 29.7 | 黄山北
`)
  .map(([name = '', pinyin = '', x, y, stations = '']) => ({
    name,
    pinyin,
    x: Number(x),
    y: Number(y),
    stations: stations.split(','),
  }));

/** Letter, trains a day, kilometres an hour, first and last departure in hours, seats as name and fen a kilometre. */
const classes = ui.table(`
G | 16 | 245 | 6.2 | 20.5 | 二等座 46,一等座 75,商务座 150
D | 6 | 165 | 6.6 | 19.8 | 二等座 33,一等座 42,无座 33
Z | 2 | 108 | 15 | 23.5 | 硬座 13,硬卧 24,软卧 37,无座 13
T | 2 | 96 | 8 | 22 | 硬座 13,硬卧 24,软卧 37,无座 13
K | 4 | 74 | 1 | 23.8 | 硬座 12,硬卧 22,软卧 34,无座 12
`);
const dayMinutes = 1440;

/** Of a city or of one of its stations. */
export function cityOf(place: string): City {
  const city = cities.find(({ name, stations }) => name === place || stations.includes(place));
  if (!city) throw new RangeError(`no city ${place}`);
  return city;
}

function kilometres(a: City, b: City): number {
  return Math.hypot((a.x - b.x) * 95, (a.y - b.y) * 111) * 1.18;
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Days between departure and arrival. */
export function nightsOf({ departs, minutes }: Train): number {
  return Math.floor((Number(departs.slice(0, 2)) * 60 + Number(departs.slice(3)) + minutes) / dayMinutes);
}

const known = new Map<string, Train[]>();
const mostKnown = 60;

/** Trains between two cities or stations on a day, by departure. */
export function trainsOf(seed: number, from: string, to: string, day: string): Train[] {
  const [a, b] = [cityOf(from), cityOf(to)];
  if (a === b) return [];
  const name = `${seed}/${a.name}-${b.name}/${day}`;
  if (known.size > mostKnown) known.clear();
  const all = known.get(name) ?? makeTrains(seed, a, b, day);
  known.set(name, all);
  const isWanted = (place: string, city: City, station: string): boolean => place === city.name || place === station;
  return all.filter((train) => isWanted(from, a, train.from) && isWanted(to, b, train.to));
}

function makeTrains(seed: number, a: City, b: City, day: string): Train[] {
  const km = kilometres(a, b);
  /** The timetable is the same every day; only the tickets left differ. */
  const random = ui.randomFor(seed, `${a.name}-${b.name}`);
  const tickets = ui.randomFor(seed, `${a.name}-${b.name} ${day}`);
  const busy = ['周五', '周六', '周日'].includes(ui.weekdayOf(day)) ? 0.4 : 0.2;
  const numbers = new Set<string>();
  const trains = classes.flatMap(([letter = '', count, speed, first, last, seats = '']) => {
    const isFast = letter === 'G' || letter === 'D';
    const many = km > 1500 ? Math.ceil(Number(count) / 2) : Number(count);
    return Array.from({ length: many }, (_, at): Train => {
      let no = '';
      do no = `${letter}${letter === 'G' || letter === 'K' ? random.integer(1, 1999) : random.integer(1, 799)}`;
      while (numbers.has(no));
      numbers.add(no);
      const start = Math.round((Number(first) + ((Number(last) - Number(first)) * (at + random.next())) / many) * 60);
      const minutes = Math.round((km / Number(speed)) * 60 * (0.94 + random.next() * 0.24)) + (isFast ? 4 : 12);
      const [from = '', to = ''] = [a, b].map(({ stations }) =>
        isFast ? random.pick(stations.slice(0, 2)) : stations.at(-1),
      );
      return {
        no,
        from,
        to,
        departs: clock(start),
        arrives: clock(start + minutes),
        minutes,
        seats: seats.split(',').map((seat) => {
          const [kind = '', perKm = ''] = seat.split(' ');
          const fen = Math.max(1000, Math.round((km * Number(perKm) * (0.96 + random.next() * 0.08)) / 50) * 50);
          const left = tickets.chance(busy)
            ? 0
            : tickets.chance(0.4)
              ? tickets.integer(1, 19)
              : tickets.integer(20, 300);
          return { name: kind, fen, left };
        }),
        stops: stopsOf(a, b, from, to, start, minutes, random),
      };
    });
  });
  return trains.toSorted((one, other) => one.departs.localeCompare(other.departs));
}

function stopsOf(
  a: City,
  b: City,
  from: string,
  to: string,
  start: number,
  minutes: number,
  random: ui.Random,
): Train['stops'] {
  const km = kilometres(a, b);
  const between = cities.filter(
    (city) => city !== a && city !== b && kilometres(a, city) + kilometres(city, b) < km * 1.14,
  );
  const chosen = random.sample(between, random.integer(1, 6)).toSorted((c, d) => kilometres(a, c) - kilometres(a, d));
  return [
    { station: from, arrives: '始发', departs: clock(start) },
    ...chosen.map((city) => {
      const at = start + Math.round((minutes * kilometres(a, city)) / (kilometres(a, city) + kilometres(city, b)));
      return { station: city.stations[0] ?? city.name, arrives: clock(at), departs: clock(at + 2) };
    }),
    { station: to, arrives: clock(start + minutes), departs: '终到' },
  ];
}
