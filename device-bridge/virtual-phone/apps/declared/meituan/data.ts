// Restaurants with their menus, and hotels, as the food and hotel app lists them.
import { type Random, table } from '../../toolkit/index.js';

export interface Dish {
  id: string;
  name: string;
  category: string;
  fen: number;
  sold: number;
  hue: number;
}

export interface Restaurant {
  id: string;
  name: string;
  kind: string;
  hue: number;
  score: number;
  sold: number;
  metres: number;
  minutes: number;
  deliveryFen: number;
  leastFen: number;
  offers: string[];
  dishes: Dish[];
}

export interface Room {
  id: string;
  name: string;
  note: string;
  fen: number;
  left: number;
}

export interface Hotel {
  id: string;
  name: string;
  star: string;
  area: string;
  hue: number;
  score: number;
  reviews: number;
  metres: number;
  rooms: Room[];
}

/** Kind, hue, names of restaurants, then dishes as "name price" under headings that end in a colon. */
const kitchens = table(`
川菜 | 8 | 蜀香小馆,老成都川菜,辣妹子家常菜,渝味晓宇 | 招牌: 水煮牛肉 48 麻婆豆腐 22 回锅肉 38 宫保鸡丁 32 下饭菜: 鱼香肉丝 29 夫妻肺片 36 干煸四季豆 24 酸辣土豆丝 16 主食: 米饭 2 担担面 15 蛋炒饭 18 饮料: 酸梅汤 8 可乐 5
汉堡 | 32 | 麦乐堡,华士堡,塔塔汉堡,汉堡星球 | 套餐: 香辣鸡腿堡套餐 35 双层牛肉堡套餐 42 全家桶 89 汉堡: 香辣鸡腿堡 19 双层牛肉堡 26 鳕鱼堡 21 小食: 薯条 11 鸡翅 14 鸡米花 13 洋葱圈 12 饮料: 可乐 9 拿铁 15 九珍果汁 12
奶茶 | 330 | 茶颜悦饮,蜜语冰城,喜茶屋,古茗里 | 招牌: 芝芝莓莓 28 杨枝甘露 22 生椰拿铁 18 奶茶: 珍珠奶茶 12 黑糖波波 16 芋泥啵啵 17 四季春奶绿 13 果茶: 满杯百香果 15 柠檬水 6 葡萄冻冻 19 纯茶: 冰鲜茉莉 9 高山乌龙 10
面馆 | 44 | 兰州牛肉面,重庆小面,和府捞面馆,陕西面王 | 面: 牛肉面 22 红烧牛腩面 32 油泼面 19 豌杂面 17 大排面 26 凉菜: 拍黄瓜 10 卤牛肉 38 凉皮 13 小吃: 煎饺 14 肉夹馍 12 卤蛋 3 饮料: 冰峰 6 豆浆 5
日料 | 200 | 一番寿司,鮨之屋,深夜食堂,丸龟制面 | 寿司: 三文鱼寿司 32 鳗鱼寿司 36 加州卷 28 玉子寿司 16 主食: 鳗鱼饭 58 照烧鸡排饭 32 豚骨拉面 36 小食: 章鱼小丸子 18 天妇罗 26 毛豆 12 饮料: 乌龙茶 8 梅酒 28
烧烤 | 16 | 木屋烤串,很久以前烤肉,胖哥烧烤,炭火夜市 | 串: 羊肉串 6 牛肉串 6 鸡翅 9 烤五花肉 7 海鲜: 烤生蚝 10 蒜蓉扇贝 12 烤鱿鱼 15 素菜: 烤茄子 16 烤韭菜 8 烤玉米 8 主食: 烤馒头片 4 炒方便面 16 饮料: 啤酒 10 可乐 5
粥点 | 60 | 曼玲粥铺,三米粥铺,嘉和一品,潮汕砂锅粥 | 粥: 皮蛋瘦肉粥 14 南瓜小米粥 9 鲜虾干贝粥 28 八宝粥 8 点心: 小笼包 14 虾饺 24 烧麦 16 油条 4 糯米鸡 12 小菜: 凉拌海带丝 8 茶叶蛋 3 饮料: 豆浆 5
披萨 | 20 | 必尚披萨,达美乐园,尊宝比萨,芝心披萨 | 披萨: 超级至尊披萨 79 榴莲披萨 85 夏威夷披萨 65 玛格丽特披萨 59 意面: 肉酱意面 32 奶油培根意面 36 小食: 烤翅 22 蜂蜜薯角 16 凯撒沙拉 24 饮料: 可乐 9 柠檬红茶 10
轻食 | 110 | 超级碗轻食,沙野轻食,Wagas 轻食,能量厨房 | 沙拉: 牛油果虾仁沙拉 42 鸡胸肉沙拉 32 金枪鱼沙拉 36 能量碗: 三文鱼藜麦碗 49 照烧鸡腿碗 35 三明治: 全麦鸡蛋三明治 22 牛肉帕尼尼 29 饮料: 冷萃咖啡 18 羽衣甘蓝汁 22
火锅 | 0 | 海底捞鱼馆,小龙坎火锅,呷哺小锅,凑凑火锅 | 锅底: 麻辣锅底 38 番茄锅底 36 菌汤锅底 36 荤菜: 肥牛卷 48 羊肉卷 46 毛肚 58 虾滑 42 素菜: 娃娃菜 16 土豆片 12 金针菇 14 小吃: 小酥肉 28 红糖糍粑 18 饮料: 酸梅汤 12 王老吉 8
`);
const branches = ['人民广场店', '南京西路店', '陆家嘴店', '徐家汇店', '静安寺店', '五角场店', '中山公园店', '虹桥店'];
const offers = ['满30减8', '满50减15', '新客立减12', '津贴券', '免配送费', '会员红包6元', '到店自取', '极速赔'];
const areas = ['人民广场', '陆家嘴', '虹桥枢纽', '徐家汇', '静安寺', '外滩', '五角场', '浦东机场'];
const chains = table(`
全季酒店 | 舒适型 | 32800
汉庭酒店 | 经济型 | 22900
亚朵酒店 | 高档型 | 46900
如家精选酒店 | 舒适型 | 26900
桔子水晶酒店 | 高档型 | 41900
维也纳国际酒店 | 舒适型 | 31800
锦江之星 | 经济型 | 19900
希尔顿欢朋酒店 | 高档型 | 52800
万豪酒店 | 豪华型 | 98800
和平饭店 | 豪华型 | 188800
`);

export function restaurantsOf(random: Random): Restaurant[] {
  return kitchens.flatMap(([kind = '', hue = '', names = '', menu = '']) =>
    names.split(',').map((name): Restaurant => {
      const id = `s${kitchens.findIndex(([other]) => other === kind) * 4 + names.split(',').indexOf(name) + 1}`;
      return {
        id,
        name: `${name}（${random.pick(branches)}）`,
        kind,
        hue: Number(hue),
        score: random.integer(41, 50) / 10,
        sold: random.integer(3, 99) * 100,
        metres: random.integer(3, 62) * 100,
        minutes: random.integer(22, 55),
        deliveryFen: random.pick([0, 100, 200, 350, 500]),
        leastFen: random.pick([1500, 2000, 2000, 3000]),
        offers: random.sample(offers, 3),
        dishes: dishesOf(id, menu, Number(hue), random),
      };
    }),
  );
}

function dishesOf(shop: string, menu: string, hue: number, random: Random): Dish[] {
  const words = menu.split(' ');
  const dishes: Dish[] = [];
  let category = '';
  for (let at = 0; at < words.length; at += 1) {
    const name = words[at] ?? '';
    if (name.endsWith(':')) {
      category = name.slice(0, -1);
      continue;
    }
    at += 1;
    const fen = Number(words[at]) * 100 - (random.chance(0.3) ? 10 : 0);
    const id = `${shop}-${dishes.length + 1}`;
    dishes.push({ id, name, category, fen, sold: random.integer(5, 900), hue: (hue + dishes.length * 23) % 360 });
  }
  return dishes;
}

export function hotelsOf(random: Random): Hotel[] {
  return chains.flatMap(([name = '', star = '', price = ''], chain) =>
    random.sample(areas, name === '和平饭店' ? 1 : 3).map((area, index): Hotel => {
      const id = `h${chain * 3 + index + 1}`;
      const base = Math.round((Number(price) * random.integer(90, 125)) / 10_000) * 100;
      return {
        id,
        name: `${name}（上海${area}店）`,
        star,
        area,
        hue: random.integer(0, 359),
        score: random.integer(43, 49) / 10,
        reviews: random.integer(2, 90) * 100,
        metres: random.integer(2, 150) * 100,
        rooms: roomsOf(id, base, random),
      };
    }),
  );
}

function roomsOf(hotel: string, base: number, random: Random): Room[] {
  return table(`
大床房 | 18-22㎡ 1.5米大床 无早 | 100
高级大床房 | 24㎡ 1.8米大床 含单早 | 114
高级双床房 | 26㎡ 1.2米双床 含双早 | 122
豪华套房 | 42㎡ 2米大床 含双早 | 190`).map(([name = '', note = '', share = ''], index): Room => {
    const fen = Math.round((base * Number(share)) / 10_000) * 100;
    return { id: `${hotel}-${index + 1}`, name, note, fen, left: random.integer(0, 6) };
  });
}
