// Phones, headphones, watches, game consoles, cameras.
import type { Product } from '../model.js';
import { productTable } from './table.js';

const PHONES = `
iphone-16          | 3 | 苹果/Apple   | iPhone 16 | | 5G智能手机 | phone | 128GB=4999; 256GB=5799; 512GB=7799 | 苹果16
iphone-16-pro      | 3 | 苹果/Apple   | iPhone 16 Pro | | 5G智能手机 | phone | 128GB=6999; 256GB=7799; 1TB=11799 | 苹果16 Pro
iphone-16-pro-max  | 2 | 苹果/Apple   | iPhone 16 Pro Max | | 5G智能手机 | phone | 256GB=8999; 512GB=10999 |
iphone-15          | 2 | 苹果/Apple   | iPhone 15 | | 5G智能手机 | phone | 128GB=3999; 256GB=4899 |
mate-70-pro        | 3 | 华为/Huawei  | Mate 70 Pro | | 鸿蒙智能手机 | phone | 12GB+256GB=6199; 12GB+512GB=6699 |
pura-70            | 2 | 华为/Huawei  | Pura 70 | | 鸿蒙智能手机 | phone | 12GB+256GB=4599; 12GB+512GB=4999 |
xiaomi-15          | 3 | 小米/Xiaomi  | 小米15 | Xiaomi 15 | 骁龙8至尊版手机 | phone | 12GB+256GB=4199; 16GB+512GB=4699 | Mi 15
xiaomi-15-ultra    | 2 | 小米/Xiaomi  | 小米15 Ultra | Xiaomi 15 Ultra | 徕卡影像手机 | phone | 12GB+256GB=6299; 16GB+1TB=7599 |
redmi-k80          | 2 | 小米/Xiaomi  | Redmi K80 | | 5G手机 | phone | 12GB+256GB=2399; 16GB+512GB=2999 | 红米K80
oppo-find-x8       | 2 | OPPO         | Find X8 | | 哈苏影像手机 | phone | 12GB+256GB=3999; 16GB+512GB=4799 |
vivo-x200-pro      | 2 | vivo         | X200 Pro | | 蔡司影像手机 | phone | 12GB+256GB=4999; 16GB+512GB=5699 |
galaxy-s25-ultra   | 2 | 三星/Samsung | Galaxy S25 Ultra | | AI智能手机 | phone | 12GB+256GB=9199; 12GB+512GB=10199 |
iphone-13-mini     | 0 | 苹果/Apple   | iPhone 13 mini | | 小屏手机 | phone | 128GB=3399 |
`;

const AUDIO = `
airpods-pro-2      | 3 | 苹果/Apple   | AirPods Pro 2 | | 主动降噪蓝牙耳机 | earbuds | USB-C版=1499 | 苹果降噪耳机
airpods-4          | 3 | 苹果/Apple   | AirPods 4 | | 蓝牙耳机 | earbuds | 标准版=999; 主动降噪版=1299 |
sony-wh1000xm5     | 3 | 索尼/Sony    | WH-1000XM5 | | 头戴式降噪耳机 | headphones | 黑色=1999; 铂金银=2049 | 索尼XM5
bose-qc-ultra      | 2 | 博士/Bose    | QuietComfort Ultra | QC Ultra | 头戴式消噪耳机 | headphones | 黑色=2599; 雾白=2649 |
freebuds-pro-4     | 2 | 华为/Huawei  | FreeBuds Pro 4 | | 真无线降噪耳机 | earbuds | 1299 |
xiaomi-buds-5      | 2 | 小米/Xiaomi  | Buds 5 | | 蓝牙耳机 | earbuds | 陶瓷白=629; 石墨灰=639 |
jbl-flip-6         | 2 | JBL          | Flip 6 | | 便携蓝牙音箱 | speaker | 红色=799; 蓝色=809 |
marshall-emberton  | 1 | 马歇尔/Marshall | Emberton II | | 复古蓝牙音箱 | speaker | 1299 |
`;

const WATCHES = `
apple-watch-s10    | 3 | 苹果/Apple   | Watch Series 10 | | 智能手表 | watch | 42毫米 GPS=2899; 46毫米 GPS=3199 | Apple Watch S10
watch-gt-5         | 2 | 华为/Huawei  | WATCH GT 5 | | 运动智能手表 | watch | 41毫米=1388; 46毫米=1488 |
mi-band-9          | 3 | 小米/Xiaomi  | 手环9 | Band 9 | 智能手环 | watch | 标准版=229; NFC版=289 | 小米手环九代
garmin-fr265       | 1 | 佳明/Garmin  | Forerunner 265 | | 跑步手表 | watch | 2980 |
`;

const GAMING = `
switch-2           | 3 | 任天堂/Nintendo | Switch 2 | | 游戏主机掌机 | console | 日版=3199; 国际版=3799 | NS2
switch-oled        | 2 | 任天堂/Nintendo | Switch OLED | | 游戏主机掌机 | console | 日版=1699; 国行=1999 |
ps5-slim           | 3 | 索尼/Sony    | PS5 Slim | | 家用游戏机 | gamepad | 数字版=2799; 光驱版=3299 | PlayStation 5 Slim
xbox-series-x      | 1 | 微软/Microsoft | Xbox Series X | | 家用游戏机 | desktop | 1TB=3799 |
steam-deck-oled    | 1 | 维尔福/Valve | Steam Deck OLED | | 掌上游戏机 | console | 512GB=3999; 1TB=4799 |
xbox-controller    | 2 | 微软/Microsoft | Xbox 无线控制器 | Xbox Wireless Controller | 游戏手柄 | gamepad | 磨砂黑=339; 冰雪白=349 |
`;

const CAMERAS = `
sony-a7m4          | 2 | 索尼/Sony    | A7M4 | Alpha 7 IV | 全画幅微单相机 | camera | 单机身=13999; 28-70套机=15499 |
canon-r50          | 2 | 佳能/Canon   | EOS R50 | | 微单相机 | camera | 单机身=4499; 18-45套机=5199 |
instax-mini-12     | 3 | 富士/Fujifilm | instax mini12 | instax mini 12 | 拍立得相机 | camera | 满天星白=569; 薄荷绿=579 |
osmo-pocket-3      | 3 | 大疆/DJI     | Osmo Pocket 3 | | 口袋云台相机 | camera | 标准版=2799; 全能套装=3899 |
dji-mini-4-pro     | 2 | 大疆/DJI     | Mini 4 Pro | | 航拍无人机 | camera | 标准版=4788; 畅飞套装=7288 |
`;

export const MOBILE_GOODS: readonly Product[] = [
  ...productTable('phone', PHONES),
  ...productTable('audio', AUDIO),
  ...productTable('watch', WATCHES),
  ...productTable('gaming', GAMING),
  ...productTable('camera', CAMERAS),
];
