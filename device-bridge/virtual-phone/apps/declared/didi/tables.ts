// What DiDi knows of the city: kinds of cars with their fares, places, homes and drivers.
import * as ui from '../../toolkit/index.js';

export interface Kind {
  readonly name: string;
  readonly note: string;
  /** Fen to begin with, and fen a kilometre. */
  readonly base: number;
  readonly perKm: number;
  /** Until it comes. */
  readonly minutes: number;
}

export const kinds: readonly Kind[] = ui
  .table(`
特惠快车 | 经济实惠 · 4座 | 900 | 165 | 6
快车 | 4座 | 1200 | 210 | 3
拼车 | 拼成最高省 40% · 4座 | 700 | 138 | 8
出租车 | 打表计价 · 4座 | 1400 | 250 | 4
优享 | 好车好服务 · 4座 | 1600 | 290 | 5
专车 | 商务出行 · 4座 | 2400 | 420 | 7
六座商务 | 宽敞空间 · 6座 | 3200 | 520 | 9
宠物专车 | 带宠出行 · 4座 | 2600 | 450 | 12
`)
  .map(([name = '', note = '', base = '', perKm = '', minutes = '']) => ({
    name,
    note,
    base: Number(base),
    perKm: Number(perKm),
    minutes: Number(minutes),
  }));

/** Name, address, metres from where the phone is. */
export const places: readonly string[][] = ui.table(`
虹桥火车站 | 闵行区申贵路 1500 号 | 17300
上海南站 | 徐汇区沪闵路 9001 号 | 11800
浦东国际机场 T1 航站楼 | 浦东新区迎宾大道 6000 号 | 42100
浦东国际机场 T2 航站楼 | 浦东新区启航路 900 号 | 42900
虹桥国际机场 T2 航站楼 | 长宁区虹桥路 2550 号 | 16800
东方明珠广播电视塔 | 浦东新区世纪大道 1 号 | 3900
上海迪士尼度假区 | 浦东新区川沙新镇黄赵路 310 号 | 24600
复旦大学附属华山医院 | 静安区乌鲁木齐中路 12 号 | 3300
瑞金医院 | 黄浦区瑞金二路 197 号 | 2200
上海博物馆（人民广场馆） | 黄浦区人民大道 201 号 | 600
上海图书馆东馆 | 浦东新区合欢路 300 号 | 8700
环球港购物中心 | 普陀区中山北路 3300 号 | 7400
静安寺 | 静安区南京西路 1686 号 | 3600
五角场万达广场 | 杨浦区邯郸路 600 号 | 9300
张江高科技园区 | 浦东新区碧波路 690 号 | 14200
漕河泾开发区 | 徐汇区宜山路 900 号 | 10500
外滩源壹号 | 黄浦区中山东一路 33 号 | 1900
同济大学四平路校区 | 杨浦区四平路 1239 号 | 6800
交大徐汇校区 | 徐汇区华山路 1954 号 | 6300
梅赛德斯-奔驰文化中心 | 浦东新区世博大道 1200 号 | 6100
`);
export const homes = ['长宁路 890 号玫瑰坊', '宛平南路 381 弄阳光公寓', '大华路 518 弄丽都苑'];
export const drivers = [
  '王师傅 · 沪A·D3*52 · 比亚迪秦 白色',
  '李师傅 · 沪B·F8*17 · 荣威 i6 银色',
  '赵师傅 · 沪A·K6*09 · 埃安 S 蓝色',
];
