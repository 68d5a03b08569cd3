// The departments of the shops: words that find them, what fits their goods as accessories, how titles praise them.

export interface Category {
  readonly id: string;
  readonly zh: string;
  /** Words in either language that a search for goods of this department may use. */
  readonly words: readonly string[];
  readonly accessories: readonly Accessory[];
  readonly praises: readonly string[];
  /** Whether people trade these second-hand. */
  readonly resold: boolean;
  readonly hue: number;
  readonly symbol: string;
}

export interface Accessory {
  readonly noun: string;
  readonly shape: string;
  readonly usualPriceYuan: number;
}

function department(
  id: string,
  zh: string,
  symbol: string,
  hue: number,
  resold: boolean,
  words: string,
  praises: readonly string[],
  accessories: readonly (readonly [noun: string, shape: string, usualPriceYuan: number])[],
): Category {
  return {
    id,
    zh,
    words: [zh, ...words.split(' ')],
    symbol,
    hue,
    resold,
    praises,
    accessories: accessories.map(([noun, shape, usualPriceYuan]) => ({ noun, shape, usualPriceYuan })),
  };
}

const DIGITAL_PRAISES = ['全国联保', '国行正品', '顺丰包邮', '官方正品', '24期免息', '现货速发'];
const HOME_PRAISES = ['家用', '送货上门', '全国联保', '以旧换新', '官方正品'];
const WEAR_PRAISES = ['男女同款', '透气', '经典百搭', '正品', '新款'];
const FOOD_PRAISES = ['独立包装', '整箱', '产地直发', '日期新鲜', '囤货装'];

export const CATEGORIES: readonly Category[] = [
  department('computer', '电脑', 'grid', 215, true, 'computer pc 主机 笔记本 laptop desktop 台式机', DIGITAL_PRAISES, [
    ['铝合金散热底座支架', 'stand', 69],
    ['多口扩展坞', 'charger', 159],
    ['防尘收纳包', 'bag', 39],
  ]),
  department('phone', '手机', 'message', 260, true, 'phone smartphone mobile', DIGITAL_PRAISES, [
    ['磁吸防摔手机壳', 'case', 35],
    ['高清钢化膜', 'case', 19],
    ['快充充电器套装', 'charger', 79],
  ]),
  department('tablet', '平板', 'storage', 190, true, 'tablet 平板电脑', DIGITAL_PRAISES, [
    ['智能保护套', 'case', 59],
    ['类纸膜', 'case', 29],
  ]),
  department(
    'audio',
    '耳机音响',
    'sound',
    330,
    true,
    'headphones earbuds earphones headset speaker 耳机 音箱 音响',
    DIGITAL_PRAISES,
    [
      ['硅胶保护套', 'case', 25],
      ['替换耳塞耳帽', 'earbuds', 29],
    ],
  ),
  department('watch', '智能穿戴', 'clock', 20, true, 'watch band smartwatch 手表 手环', DIGITAL_PRAISES, [
    ['编织回环表带', 'watch', 45],
    ['充电底座', 'charger', 49],
  ]),
  department('gaming', '游戏', 'star', 350, true, 'console gaming game 游戏机 掌机 手柄', DIGITAL_PRAISES, [
    ['主机收纳包', 'bag', 59],
    ['钢化膜', 'case', 25],
    ['充电底座', 'charger', 89],
  ]),
  department(
    'peripheral',
    '外设',
    'grid',
    240,
    false,
    'monitor keyboard mouse router ssd 显示器 键盘 鼠标 路由器 固态硬盘',
    DIGITAL_PRAISES,
    [
      ['桌面理线收纳盒', 'carton', 29],
      ['加长鼠标垫', 'mat', 25],
    ],
  ),
  department('camera', '相机', 'camera', 45, true, 'camera drone 相机 无人机 微单', DIGITAL_PRAISES, [
    ['便携相机包', 'bag', 99],
    ['备用电池充电套装', 'charger', 129],
  ]),
  department(
    'appliance',
    '家电',
    'home',
    170,
    false,
    'appliance vacuum hairdryer washer fridge tv 吸尘器 吹风机 洗衣机 冰箱 电视',
    HOME_PRAISES,
    [
      ['替换滤芯配件套装', 'carton', 69],
      ['收纳支架', 'stand', 89],
    ],
  ),
  department(
    'kitchen',
    '厨具',
    'shop',
    30,
    false,
    'kitchen kettle pot pan fryer cooker cup 厨房 水壶 锅 水杯',
    HOME_PRAISES,
    [
      ['专用硅油纸托', 'carton', 15],
      ['替换密封圈', 'jar', 19],
    ],
  ),
  department('shoes', '鞋靴', 'forward', 10, false, 'shoes sneakers boots 鞋 运动鞋', WEAR_PRAISES, [
    ['小白鞋清洁套装', 'detergent', 25],
    ['运动减震鞋垫', 'shoe', 22],
  ]),
  department(
    'clothing',
    '服饰',
    'tag',
    300,
    false,
    'clothes jacket shirt bag suitcase 衣服 外套 背包 行李箱',
    WEAR_PRAISES,
    [],
  ),
  department(
    'book',
    '图书',
    'storage',
    35,
    true,
    'book books novel 书 小说',
    ['正版', '全新塑封', '精装', '当当自营同款'],
    [['金属书签礼盒', 'book', 28]],
  ),
  department(
    'toy',
    '玩具',
    'sparkle',
    55,
    true,
    'toy lego blocks plush 积木 毛绒 模型',
    ['儿童礼物', '正品', '收藏级', '生日礼物'],
    [['亚克力展示盒', 'carton', 65]],
  ),
  department(
    'beauty',
    '美妆',
    'heart',
    335,
    false,
    'cosmetics makeup skincare 护肤 口红 面膜 精华',
    ['专柜正品', '保税仓发货', '假一赔十', '送礼'],
    [['旅行分装瓶套装', 'bottle', 16]],
  ),
  department('food', '食品', 'shop', 85, false, 'food snack drink 零食 牛奶 饮料', FOOD_PRAISES, []),
  department(
    'sport',
    '运动户外',
    'compass',
    140,
    true,
    'sports outdoor fitness 运动 户外 健身',
    ['专业级', '耐用', '新手入门', '加厚'],
    [['便携收纳袋', 'bag', 29]],
  ),
  department('home', '家居日用', 'home', 65, false, 'home furniture tissue 家居 纸巾 椅子 被子', HOME_PRAISES, []),
];

const byId = new Map(CATEGORIES.map((category) => [category.id, category]));

export function categoryOf(id: string): Category {
  const category = byId.get(id);
  if (!category) throw new RangeError(`no category ${id}`);
  return category;
}
