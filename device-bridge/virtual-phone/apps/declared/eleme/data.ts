// Shops that deliver: kitchens with their dishes, and markets with their goods.
import { type Random, table } from '../../toolkit/index.js';

export interface Dish {
  id: string;
  name: string;
  category: string;
  fen: number;
  wasFen: number;
  sold: number;
  /** Ways to have it, of which one is chosen; none for most goods. */
  specs: string[];
  hue: number;
}

export interface Shop {
  id: string;
  name: string;
  kind: string;
  isMarket: boolean;
  hue: number;
  score: number;
  sold: number;
  metres: number;
  minutes: number;
  deliveryFen: number;
  leastFen: number;
  packingFen: number;
  tags: string[];
  offers: string[];
  dishes: Dish[];
  reviews: { author: string; score: number; text: string }[];
  address: string;
  hours: string;
}

/** Kind, hue, names, how dishes can be had, then dishes as "name price" under headings that end in a colon. */
const kitchens = table(`
快餐便当 | 30 | 老乡鸡,米村拌饭,真功夫,大米先生 | | 热销: 招牌鸡汤饭 29 石锅拌饭 27 排骨蒸饭 32 台式卤肉饭 26 小菜: 蒸蛋羹 8 清炒时蔬 12 凉拌木耳 10 饮品: 酸梅汤 6 豆浆 5
奶茶咖啡 | 340 | 霸王茶姬,茶百道,沪上阿姨,库迪咖啡 | 正常冰 少冰 去冰 热 | 必点: 伯牙绝弦 18 杨枝甘露 17 血糯米奶茶 15 生椰拿铁 13 鲜果茶: 青提茉莉 16 满杯橙子 14 手打柠檬茶 12 咖啡: 美式 9 燕麦拿铁 15 加料: 芋圆 3 椰果 2
炸鸡汉堡 | 22 | 塔斯汀,正新鸡排,德克士,麦香堡 | | 套餐: 单人香辣堡套餐 26 双人分享桶 69 家庭欢聚桶 109 汉堡: 北京烤鸭堡 18 脆皮鸡腿堡 17 小食: 薯条 9 鸡米花 12 蜜汁鸡翅 13 饮品: 可乐 6 柠檬红茶 8
麻辣烫 | 6 | 杨国福麻辣烫,张亮麻辣烫,刘文祥麻辣烫,觅姐麻辣烫 | 不辣 微辣 中辣 特辣 | 套餐: 单人荤素套餐 28 双人豪华套餐 56 荤菜: 肥牛 12 虾滑 10 午餐肉 6 素菜: 宽粉 4 娃娃菜 3 金针菇 4 汤底: 骨汤 2 番茄汤 3
面食粥点 | 48 | 和记馄饨,五爷拌面,吉祥馄饨,粥员外 | | 招牌: 鲜肉大馄饨 16 炸酱面 18 葱油拌面 13 皮蛋瘦肉粥 12 点心: 生煎 12 锅贴 14 烧卖 8 小菜: 卤蛋 3 酱黄瓜 5
川湘菜 | 12 | 费大厨辣椒炒肉,湘辣小馆,巴蜀人家,毛家饭店 | 微辣 中辣 特辣 | 招牌: 辣椒炒肉 42 剁椒鱼头 78 毛氏红烧肉 56 水煮鱼 68 下饭菜: 麻婆豆腐 22 农家一碗香 36 酸豆角肉末 26 主食: 米饭 2 蛋炒饭 16
小吃夜宵 | 16 | 绝味鸭脖,周黑鸭,夸父炸串,阿甘锅盔 | 微辣 中辣 特辣 | 卤味: 鸭脖 26 鸭翅 24 藕片 12 毛豆 14 炸串: 里脊串 4 年糕串 3 面筋串 3 锅盔: 梅干菜锅盔 9 牛肉锅盔 12
蛋糕甜品 | 320 | 元祖,好利来,鲍师傅,满记甜品 | | 蛋糕: 半熟芝士 39 草莓奶油蛋糕6寸 138 提拉米苏 32 面包: 肉松小贝 24 蛋黄酥 28 糖水: 杨枝甘露 26 芒果班戟 22 红豆双皮奶 18
轻食沙拉 | 120 | 好色派沙拉,gaga鲜语,超级零,新元素 | 标准 少酱 酱汁分装 | 沙拉: 鸡胸藜麦沙拉 36 牛油果虾仁沙拉 45 能量碗: 三文鱼糙米碗 52 牛肉碗 43 果汁: 羽衣甘蓝汁 24 冷压橙汁 22
日韩料理 | 200 | 池田寿司,韩食屋,味千拉面,大渔铁板 | | 寿司: 三文鱼拼盘 58 鳗鱼手握 36 玉子卷 22 主食: 石锅拌饭 32 豚骨拉面 34 部队锅 76 小食: 章鱼烧 18 炸猪排 28
超市便利 | 205 | 大润发,盒马鲜生,全家便利店,永辉超市 | | 粮油: 金龙鱼花生油5L 89 东北大米5kg 45 海天酱油 12 零食: 乐事薯片 8 奥利奥饼干 11 三只松鼠坚果 39 酒饮: 农夫山泉12瓶 22 可口可乐6罐 15 青岛啤酒6罐 32 日用: 维达抽纸 19 蓝月亮洗衣液 36 牙膏 15
水果买菜 | 95 | 百果园,叮咚买菜,鲜丰水果,钱大妈 | | 水果: 红富士苹果4个 16 香蕉1kg 9 蓝莓125g 18 车厘子500g 59 蔬菜: 西红柿500g 6 土豆1kg 7 上海青400g 4 肉蛋: 鸡蛋10枚 13 猪五花500g 24 鲈鱼1条 26
看病买药 | 160 | 国大药房,益丰大药房,海王星辰,叮当快药 | | 感冒: 连花清瘟胶囊 26 999感冒灵 17 布洛芬胶囊 22 肠胃: 蒙脱石散 19 健胃消食片 14 护理: 创可贴 8 医用口罩50只 25 体温计 15 维生素: 维生素C 32
鲜花绿植 | 300 | 花加,野兽派花店,花点时间,芳草集 | | 花束: 11朵红玫瑰 139 向日葵花束 99 百合花束 118 绿植: 多肉盆栽 29 绿萝 35 贺卡: 手写贺卡 6
`);
const markets = ['超市便利', '水果买菜', '看病买药', '鲜花绿植'];
const branches = table(`
人民广场店 | 黄浦区西藏中路268号
南京西路店 | 静安区南京西路818号
淮海路店 | 黄浦区淮海中路523号
徐家汇店 | 徐汇区虹桥路1号
陆家嘴店 | 浦东新区陆家嘴环路1288号
五角场店 | 杨浦区淞沪路77号
`);
const tags = ['蜂鸟准时达', '品牌', '新店', '食无忧', '支持自取', '极速退款'];
const offers = ['满25减6', '满40减12', '满60减20', '首单立减15', '会员红包8元', '第二份半价'];
const sayings = [
  '送得很快，打开还是热的，味道不错。',
  '分量足，包装严实没有洒，会回购。',
  '这次有点咸，其他还可以。',
  '骑手态度很好，备注都看了。',
  '等了快一个小时，东西凉了。',
  '价格实惠，红包叠加后很划算。',
];
const eaters = ['爱**人', 'c***8', '匿名用户', '小**妈', '吃货本货', 'L***y'];

export const kinds: readonly string[] = kitchens.map(([kind = '']) => kind);
export const isMarketKind = (kind: string): boolean => markets.includes(kind);

export function shopsOf(random: Random): Shop[] {
  return kitchens.flatMap(([kind = '', hue = '', names = '', specs = '', menu = ''], row) =>
    names.split(',').map((name, at): Shop => {
      const id = `s${row * 4 + at + 1}`;
      const [branch = '', address = ''] = random.pick(branches);
      return {
        id,
        name: `${name}(${branch})`,
        kind,
        isMarket: isMarketKind(kind),
        hue: (Number(hue) + at * 17) % 360,
        score: random.integer(40, 50) / 10,
        sold: random.integer(2, 99) * 100,
        metres: random.integer(3, 58) * 100,
        minutes: random.integer(20, 55),
        deliveryFen: random.pick([0, 0, 150, 300, 450, 600]),
        leastFen: random.pick([1500, 2000, 2000, 2900]),
        packingFen: random.pick([0, 100, 200]),
        tags: random.sample(tags, 3),
        offers: random.sample(offers, 2),
        dishes: dishesOf(id, menu, specs.split(' ').filter(Boolean), Number(hue), random),
        reviews: random
          .sample(sayings, 4)
          .map((text) => ({ author: random.pick(eaters), score: random.integer(3, 5), text })),
        address,
        hours: isMarketKind(kind) ? '08:00-22:30' : '09:30-23:00',
      };
    }),
  );
}

function dishesOf(shop: string, menu: string, specs: string[], hue: number, random: Random): Dish[] {
  const words = menu.matchAll(/([^ ]+):|([^ ]+) (\d+)/g);
  const dishes: Dish[] = [];
  let category = '';
  for (const [, heading, name, price] of words) {
    if (heading) category = heading;
    if (!name) continue;
    const wasFen = Number(price) * 100;
    const fen = random.chance(0.4) ? Math.round((wasFen * random.integer(72, 95)) / 1000) * 10 : wasFen;
    const id = `${shop}-${dishes.length + 1}`;
    const hasSpecs = dishes.length < 7;
    dishes.push({
      id,
      name,
      category,
      fen,
      wasFen,
      sold: random.integer(5, 900),
      specs: hasSpecs ? specs : [],
      hue: (hue + dishes.length * 29) % 360,
    });
  }
  return dishes;
}
