// Tasks whose answer depends on where the phone is ("the nearest one", "near the office"). A run either sets a place or
// says that it did not. Where the words name a city, that is the place the row was written for.
import type { Place } from '../imported.js';

/** Centres, in degrees; WGS 84, as an emulator or a location app takes them. */
const cities: readonly Place[] = [
  { name: '北京', latitude: 39.9042, longitude: 116.4074 },
  { name: '上海', latitude: 31.2304, longitude: 121.4737 },
  { name: '深圳', latitude: 22.5431, longitude: 114.0579 },
  { name: '广州', latitude: 23.1291, longitude: 113.2644 },
  { name: '杭州', latitude: 30.2741, longitude: 120.1551 },
  { name: '成都', latitude: 30.5728, longitude: 104.0668 },
  { name: '天津', latitude: 39.3434, longitude: 117.3616 },
  { name: '武汉', latitude: 30.5928, longitude: 114.3055 },
];

/** Places that stand for their city without naming it. */
const landmarks: Readonly<Record<string, string>> = {
  大恒科技大厦: '北京',
  望京: '北京',
  '798艺术区': '北京',
  西单: '北京',
  故宫: '北京',
  奥林匹克森林公园: '北京',
  南山区: '深圳',
  大学城地铁站: '深圳',
  宝安: '深圳',
  浦东: '上海',
  南京路: '上海',
};

const here =
  /附近|最近的|离(?:我|这里|公司)|当前(?:的)?位置|从这里|[叫打](?:个|一辆|辆|一个)?[^，。,]{0,6}车(?!票)|现在去|路况|外卖|送到|夜宵|定位/;

export interface PlacedRow {
  readonly place?: Place | undefined;
  readonly steps: readonly string[];
  readonly warnings: readonly string[];
}

/** `given`: where the phone is said to be; it wins over what the words suggest. */
export function placeOf(instruction: string, given: Place | undefined): PlacedRow {
  const landmark = Object.keys(landmarks).find((name) => instruction.includes(name));
  const city = cities.find(({ name }) => name === landmarks[landmark ?? '']);
  if (!here.test(instruction) && landmark === undefined) return { steps: [], warnings: [] };
  const place = given ?? city;
  if (!place) {
    return { steps: [], warnings: ['depends on where the phone is, and no place was given: set one, or leave it out'] };
  }
  const { name, latitude, longitude } = place;
  const warnings =
    given && city && given.name !== city.name ? [`was written for ${city.name}; the place given is ${given.name}`] : [];
  return { place, steps: [`Put the phone in ${name} (${latitude}, ${longitude})`], warnings };
}
