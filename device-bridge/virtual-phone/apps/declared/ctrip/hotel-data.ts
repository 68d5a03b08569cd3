// Hotels of eight cities, their rooms, and what guests say.
import { type Random, table } from '../../toolkit/index.js';

export interface Room {
  id: string;
  name: string;
  bed: string;
  /** Breakfasts a night. */
  breakfasts: number;
  cancels: boolean;
  fen: number;
  left: number;
}

export interface Hotel {
  id: string;
  name: string;
  city: string;
  area: string;
  /** 2 to 5. */
  stars: number;
  score: number;
  reviews: number;
  /** From the centre of its city. */
  metres: number;
  opened: number;
  facilities: string[];
  rooms: Room[];
  comments: { author: string; score: number; text: string }[];
  hue: number;
}

const areas = table(`
上海 | 外滩,人民广场,陆家嘴,静安寺,徐家汇,虹桥枢纽,迪士尼度假区,浦东机场
北京 | 王府井,天安门广场,三里屯,国贸CBD,西单,北京南站,首都机场,中关村
杭州 | 西湖湖滨,武林广场,钱江新城,杭州东站,西溪湿地,灵隐寺
广州 | 珠江新城,北京路,天河体育中心,广州南站,长隆度假区,沙面
深圳 | 福田会展中心,深圳湾,罗湖口岸,华强北,深圳北站,大梅沙
成都 | 春熙路,宽窄巷子,太古里,成都东站,锦里,大熊猫基地
西安 | 钟楼,大雁塔,回民街,西安北站,小寨,曲江新区
三亚 | 亚龙湾,三亚湾,海棠湾,大东海,凤凰机场,蜈支洲岛
`);
/** Name, stars, price of the cheapest room in yuan. */
const chains = table(`
全季酒店 | 3 | 338
汉庭酒店 | 2 | 219
亚朵酒店 | 4 | 469
如家商旅酒店 | 3 | 269
桔子水晶酒店 | 4 | 428
维也纳国际酒店 | 3 | 318
锦江之星 | 2 | 189
希尔顿欢朋酒店 | 4 | 528
洲际酒店 | 5 | 1080
万豪酒店 | 5 | 968
凯悦酒店 | 5 | 1250
美居酒店 | 4 | 498
7天酒店 | 2 | 148
开元名都大酒店 | 5 | 688
`);
const facilities = [
  '免费停车',
  '健身房',
  '室内泳池',
  '亲子主题',
  '洗衣房',
  '近地铁',
  '机器人服务',
  '行李寄存',
  '会议室',
  '接送机',
  '可带宠物',
];
const sayings = [
  '位置很方便，出地铁走几分钟就到，房间干净整洁。',
  '前台服务热情，免费升级了房型，早餐种类丰富。',
  '隔音一般，晚上能听到走廊声音，其他都不错。',
  '性价比很高，下次来还会选择这里。',
  '设施有点旧，空调声音偏大，退房很快。',
  '带孩子入住，酒店送了小礼物，泳池水温刚好。',
  '床很舒服，窗外风景好，停车位充足。',
  '早餐排队时间长，建议早点去。',
];
const guests = ['去旅行的猫', '张**', '小鹿乱撞', '匿名用户', '背包客老王', 'Lily陈', '一路向北', '携程会员8812'];
/** Name, bed, breakfasts, whether it can be cancelled, share of the base price, most left. */
const kinds = table(`
经济大床房（无窗） | 1.5米大床 | 0 | no | 88 | 3
标准大床房 | 1.8米大床 | 0 | yes | 100 | 8
标准双床房 | 2张1.2米床 | 0 | yes | 104 | 8
高级大床房 | 1.8米大床 | 1 | yes | 118 | 6
高级双床房 | 2张1.35米床 | 2 | yes | 126 | 6
家庭房 | 1.8米大床+1.2米床 | 2 | no | 152 | 3
豪华套房 | 2米大床 | 2 | yes | 210 | 2
`);

export const hotelCities: readonly string[] = areas.map(([city = '']) => city);

export function hotelsOf(random: Random): Hotel[] {
  return areas.flatMap(([city = '', names = ''], row) =>
    random.sample(chains, 9).map(([name = '', stars = '', yuan = ''], at): Hotel => {
      const id = `h${row + 1}-${at + 1}`;
      const area = random.pick(names.split(','));
      const base = Number(yuan) * random.integer(88, 130);
      return {
        id,
        name: `${city}${area}${name}`,
        city,
        area,
        stars: Number(stars),
        score: random.integer(41, 49) / 10,
        reviews: random.integer(80, 9800),
        metres: random.integer(2, 180) * 100,
        opened: random.integer(2008, 2025),
        facilities: random.sample(facilities, 4),
        rooms: roomsOf(id, base, random),
        comments: random
          .sample(sayings, 4)
          .map((text) => ({ author: random.pick(guests), score: random.integer(3, 5), text })),
        hue: random.integer(0, 359),
      };
    }),
  );
}

function roomsOf(hotel: string, base: number, random: Random): Room[] {
  return random.sample(kinds, 5).map(([name = '', bed = '', breakfasts, cancels, share, most], at) => ({
    id: `${hotel}-${at + 1}`,
    name,
    bed,
    breakfasts: Number(breakfasts),
    cancels: cancels === 'yes',
    fen: Math.round((base * Number(share)) / 10_000) * 100,
    left: random.integer(0, Number(most)),
  }));
}
