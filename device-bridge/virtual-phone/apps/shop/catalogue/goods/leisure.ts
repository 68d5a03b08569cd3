// Shoes, clothes, books, toys, cosmetics, sports.
import type { Product } from '../model.js';
import { productTable } from './table.js';

const SHOES = `
nike-af1           | 3 | 耐克/Nike    | Air Force 1 | | 低帮板鞋 | shoe | 白色 40码=599; 白色 42码=619; 黑色 42码=639 | 空军一号; AF1
adidas-samba       | 3 | 阿迪达斯/Adidas | Samba OG | Samba | 德训休闲鞋 | shoe | 黑白 40码=699; 黑白 42码=719 | 桑巴鞋
lining-wow-10      | 1 | 李宁/Li-Ning | 韦德之道10 | Way of Wade 10 | 篮球鞋 | shoe | 42码=1399 |
nb-530             | 2 | 新百伦/New Balance | MR530 | 530 | 复古跑步鞋 | shoe | 银白 40码=539; 银白 42码=559 |
crocs-classic      | 2 | 卡骆驰/Crocs | 经典洞洞鞋 | classic clog | 沙滩凉鞋 | shoe | 白色=259; 黑色=269 |
timberland-6in     | 1 | 添柏岚/Timberland | 大黄靴 | yellow boot | 防水短靴 | boot | 42码=1190 |
`;

const CLOTHING = `
uniqlo-down        | 2 | 优衣库/Uniqlo | 轻型羽绒服 | ultra light down jacket | 便携外套 | jacket | M=399; L=409 |
northface-1996     | 2 | 北面/The North Face | 1996 Nuptse | | 鹅绒羽绒服 | jacket | M=2298; L=2318 |
levis-501          | 2 | 李维斯/Levi's | 501 | 501 jeans | 直筒牛仔裤 | shirt | 30码=499; 32码=509 |
fjallraven-kanken  | 2 | 北极狐/Fjallraven | Kanken Classic | Kanken | 双肩背包 | bag | 16升=698 |
xiaomi-luggage     | 3 | 小米/Xiaomi  | 旅行箱青春版 | luggage youth edition | 万向轮拉杆箱 | suitcase | 20英寸=219; 24英寸=279 | 小米行李箱
`;

const BOOKS = `
three-body         | 3 | 重庆出版社/Chongqing Press | 三体全集 | The Three-Body Problem | 刘慈欣科幻小说全三册 | book | 68 | 三体
sapiens            | 2 | 中信出版/CITIC Press | 人类简史 | Sapiens | 赫拉利历史社科书 | book | 45 |
harry-potter       | 2 | 人民文学出版社/PLPH | 哈利·波特全集 | Harry Potter box set | 罗琳魔法小说全七册 | book | 258 | 哈利波特全集; Harry Potter
csapp              | 2 | 机械工业出版社/CMP | 深入理解计算机系统 | CSAPP | 计算机教材第3版 | book | 109 |
little-prince      | 3 | 天津人民出版社/TPPH | 小王子 | The Little Prince | 圣埃克苏佩里童话 | book | 19.8 |
ming-dynasty       | 1 | 浙江人民出版社/ZPPH | 明朝那些事儿 | Those Things in Ming | 当年明月历史读物全九册 | book | 198 |
`;

const TOYS = `
lego-42172         | 2 | 乐高/LEGO    | 机械组42172迈凯伦P1 | 42172 McLaren P1 | 拼装赛车积木 | blocks | 2799 | 乐高迈凯伦
lego-10497         | 2 | 乐高/LEGO    | 10497银河探险家 | 10497 Galaxy Explorer | 太空飞船积木 | blocks | 679 |
labubu-3           | 2 | 泡泡玛特/POP MART | LABUBU前方高能 | LABUBU | 搪胶毛绒挂件 | figure | 单盒=129; 整盒6只=799 | 拉布布
jellycat-bunny     | 3 | 吉利猫/Jellycat | 害羞邦尼兔 | Bashful Bunny | 安抚毛绒玩偶 | plush | 中号=229; 大号=369 |
mi-rc-car          | 2 | 米兔/MITU    | 智能赛车 | smart race car | 儿童遥控玩具车 | toycar | 399 |
disney-stitch      | 2 | 迪士尼/Disney | 史迪奇公仔 | Stitch plush | 儿童毛绒玩具 | plush | 35cm=129 |
`;

const BEAUTY = `
sk2-essence        | 3 | SK-II        | 神仙水 | Facial Treatment Essence | 护肤精华露 | bottle | 75ml=590; 230ml=1290 |
estee-anr          | 2 | 雅诗兰黛/Estee Lauder | 小棕瓶 | Advanced Night Repair | 修护精华液 | bottle | 30ml=640; 50ml=920 |
lancome-lipstick   | 2 | 兰蔻/Lancome | 菁纯口红196 | lipstick 196 | 哑光唇膏 | lipstick | 320 |
ysl-lipstick       | 2 | 圣罗兰/YSL   | 小金条21 | The Slim 21 | 哑光口红 | lipstick | 350 |
winona-cream       | 2 | 薇诺娜/Winona | 舒敏保湿特护霜 | soothing cream | 敏感肌面霜 | jar | 50g=268 |
proya-mask         | 3 | 珀莱雅/Proya | 双抗面膜 | double anti mask | 补水提亮 | mask | 5片=79; 10片=149 |
`;

const SPORTS = `
keep-mat           | 3 | 科普/Keep    | 瑜伽垫 | yoga mat | 加宽防滑健身垫 | mat | 8mm=79; 10mm=99 |
decathlon-tent     | 2 | 迪卡侬/Decathlon | 2秒速开帐篷 | 2 Second tent | 露营防晒户外 | tent | 2人=399; 3人=549 |
yonex-astrox       | 2 | 尤尼克斯/Yonex | 天斧100ZZ | Astrox 100ZZ | 羽毛球拍 | racket | 4U=1380 |
spalding-ball      | 2 | 斯伯丁/Spalding | 7号篮球 | size 7 basketball | 室内外通用PU球 | ball | 149 |
dumbbell-20        | 2 | 李宁/Li-Ning | 可调节哑铃 | adjustable dumbbells | 家用健身器材 | dumbbell | 20公斤=199; 30公斤=289 |
brompton-cline     | 1 | 小布/Brompton | C Line | | 折叠自行车 | bicycle | 六速=14800 |
`;

export const LEISURE_GOODS: readonly Product[] = [
  ...productTable('shoes', SHOES),
  ...productTable('clothing', CLOTHING),
  ...productTable('book', BOOKS),
  ...productTable('toy', TOYS),
  ...productTable('beauty', BEAUTY),
  ...productTable('sport', SPORTS),
];
