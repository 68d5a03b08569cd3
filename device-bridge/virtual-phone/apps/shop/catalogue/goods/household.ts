// Appliances, kitchen ware, food, things for the home.
import type { Product } from '../model.js';
import { productTable } from './table.js';

const APPLIANCES = `
dyson-v12          | 3 | 戴森/Dyson   | V12 Detect Slim | | 手持无绳吸尘器 | vacuum | 标准版=3490; 升级版=3990 | 戴森V12吸尘器; Dyson V12
dyson-hd15         | 3 | 戴森/Dyson   | Supersonic HD15 | HD15 | 高速吹风机 | hairdryer | 紫红=2790; 普鲁士蓝=2890 | 戴森吹风机
laifen-swift       | 2 | 徕芬/Laifen  | 高速吹风机 Swift | Swift hair dryer | 负离子电吹风 | hairdryer | 399 |
roborock-g20s      | 2 | 石头/Roborock | G20S | | 扫拖机器人 | robot | 标准版=3999; 上下水版=4599 | 石头扫地机
mi-tv-s65          | 2 | 小米/Xiaomi  | 电视S65 | TV S65 | MiniLED智能电视 | tv | 65英寸=3299 |
midea-ac-15        | 2 | 美的/Midea   | 酷省电空调 | Cool Saver air conditioner | 1.5匹变频挂机 | robot | 一级能效=2399 |
haier-fridge-510   | 2 | 海尔/Haier   | 十字门冰箱510升 | 510L fridge | 风冷无霜电冰箱 | fridge | 3699 | 海尔510升冰箱
swan-washer        | 2 | 小天鹅/LittleSwan | 滚筒洗衣机TG100 | TG100 washing machine | 10公斤全自动 | washer | 1799 | 小天鹅TG100
sonicare-9900      | 2 | 飞利浦/Philips | 钻石9系电动牙刷 | Sonicare Diamond 9 | 声波震动牙刷 | toothbrush | 799 |
mi-fan-3           | 2 | 米家/Mijia   | 直流变频落地扇 | DC standing fan | 家用电风扇 | fan | 269 |
desk-lamp-pro      | 2 | 米家/Mijia   | 台灯Pro | Desk Lamp Pro | 护眼学习台灯 | lamp | 349 |
`;

const KITCHEN = `
airfryer-joyoung   | 3 | 九阳/Joyoung | 空气炸锅V6 | V6 air fryer | 5升可视大容量 | airfryer | 299 | 九阳空气炸锅
supor-ricecooker   | 2 | 苏泊尔/Supor | 球釜电饭煲 | ball-pot rice cooker | 4升智能预约 | ricecooker | 329 | 苏泊尔电饭煲
mijia-kettle       | 3 | 米家/Mijia   | 恒温电水壶3 | Kettle 3 | 家用烧水壶 | kettle | 169 | 小米电水壶
zwilling-knife     | 2 | 双立人/Zwilling | Style刀具套装 | Style knife set | 不锈钢菜刀 | knife | 七件套=599 |
lodge-skillet      | 1 | 洛极/Lodge   | 铸铁煎锅26cm | cast iron skillet 26cm | 牛排锅 | pan | 259 |
stanley-quencher   | 2 | 史丹利/Stanley | Quencher 巨无霸吸管杯 | Quencher | 保温保冷杯 | cup | 887ml=268; 1180ml=318 |
bear-breakfast     | 2 | 小熊/Bear    | 多士炉DSL-C02 | DSL-C02 toaster | 烤面包机 | ricecooker | 129 |
nespresso-vertuo   | 1 | 浓遇/Nespresso | Vertuo Next | | 胶囊咖啡机 | kettle | 1098 |
`;

const FOOD = `
mengniu-milk       | 3 | 蒙牛/Mengniu | 特仑苏纯牛奶 | Telunsu milk | 整箱礼盒装 | milk | 250ml×12盒=49.9; 250ml×24盒=95 | 特仑苏
wuchang-rice       | 2 | 十月稻田/October Rice | 五常大米 | Wuchang rice | 稻花香2号 | sack | 5公斤=69.9; 10公斤=129.9 |
luckin-coffee      | 2 | 三顿半/Saturnbird | 超即溶咖啡 | instant coffee | 冻干黑咖啡粉 | snack | 24颗=129 | 三顿半咖啡
three-squirrels    | 3 | 三只松鼠/Three Squirrels | 每日坚果 | daily nuts | 混合坚果大礼包 | snack | 30袋=89; 60袋=168 |
shin-ramyun        | 2 | 农心/Nongshim | 辛拉面 | Shin Ramyun | 韩国方便面 | bowl | 5连包=24.9; 20包=89.9 |
moutai-prince      | 1 | 茅台/Moutai  | 茅台王子酒 | Moutai Prince | 酱香型白酒53度 | wine | 500ml=258 |
genki-water        | 3 | 元气森林/Genki Forest | 白桃味苏打气泡水 | white peach sparkling water | 无糖饮料整箱 | bottle | 480ml×15瓶=59.9 |
lindt-excellence   | 2 | 瑞士莲/Lindt | 特醇85%黑巧克力 | Excellence 85 dark chocolate | 进口排块 | snack | 100g×3=99 |
`;

const HOME = `
vinda-tissue       | 3 | 维达/Vinda   | 超韧抽纸 | facial tissue | 家用面巾纸 | tissue | 130抽×18包=49.9; 130抽×36包=92 | 维达抽纸
bluemoon-detergent | 2 | 蓝月亮/Blue Moon | 深层洁净洗衣液 | laundry detergent | 薰衣草香 | detergent | 3kg×2=59.9 | 蓝月亮洗衣液
sihoo-m57          | 2 | 西昊/Sihoo   | M57 | | 人体工学电脑椅 | chair | 黑色=599; 灰色=629 |
ikea-markus        | 1 | 宜家/IKEA    | 马库斯 | Markus | 办公转椅 | chair | 999 |
luolai-quilt       | 2 | 罗莱/Luolai  | 澳洲羊毛被 | Australian wool quilt | 双人冬被 | bedding | 1.5米=499; 1.8米=599 |
xiaomi-lock-m20    | 2 | 小米/Xiaomi  | 智能门锁M20 | Smart Lock M20 | 指纹密码锁 | drive | 1199 |
`;

export const HOUSEHOLD_GOODS: readonly Product[] = [
  ...productTable('appliance', APPLIANCES),
  ...productTable('kitchen', KITCHEN),
  ...productTable('food', FOOD),
  ...productTable('home', HOME),
];
