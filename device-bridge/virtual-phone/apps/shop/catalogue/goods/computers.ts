// Computers, tablets, displays and what is plugged into them.
import type { Product } from '../model.js';
import { productTable } from './table.js';

const COMPUTERS = `
mac-mini-m4        | 3 | 苹果/Apple   | Mac mini M4 | | 台式电脑主机 | minipc | 16GB+256GB=4499; 16GB+512GB=5999; 24GB+512GB=7499 | M4 Mac mini; 苹果迷你主机M4
mac-mini-m4-pro    | 2 | 苹果/Apple   | Mac mini M4 Pro | | 台式电脑主机 | minipc | 24GB+512GB=10999; 48GB+1TB=15499 |
mac-mini-m2        | 1 | 苹果/Apple   | Mac mini M2 | | 台式电脑主机 | minipc | 8GB+256GB=3299; 16GB+512GB=4699 |
macbook-air-m4     | 3 | 苹果/Apple   | MacBook Air M4 | | 轻薄笔记本电脑 | laptop | 13英寸 16GB+256GB=7499; 15英寸 16GB+256GB=9499 |
macbook-pro-14-m4  | 2 | 苹果/Apple   | MacBook Pro 14 M4 | | 笔记本电脑 | laptop | 16GB+512GB=12499; 24GB+1TB=15999 |
imac-24-m4         | 2 | 苹果/Apple   | iMac 24 M4 | | 一体机电脑 | monitor | 16GB+256GB=10199; 24GB+512GB=14999 |
thinkpad-x1-carbon | 2 | 联想/Lenovo  | ThinkPad X1 Carbon | | 商务笔记本电脑 | laptop | Ultra5 16GB+512GB=9999; Ultra7 32GB+1TB=12999 |
legion-y9000p      | 2 | 联想/Lenovo  | 拯救者 Y9000P | Legion Y9000P | 游戏笔记本电脑 | laptop | RTX5060 16GB+1TB=9499; RTX5070Ti 32GB+1TB=13999 |
xiaoxin-pro-16     | 3 | 联想/Lenovo  | 小新 Pro16 | Xiaoxin Pro 16 | 轻薄笔记本电脑 | laptop | 16GB+1TB=4999; 32GB+1TB=5699 |
matebook-x-pro     | 2 | 华为/Huawei  | MateBook X Pro | | 超轻薄笔记本电脑 | laptop | Ultra7 16GB+1TB=11199; Ultra9 32GB+2TB=14999 |
redmibook-pro-16   | 2 | 小米/Xiaomi  | RedmiBook Pro 16 | | 笔记本电脑 | laptop | 16GB+512GB=5499; 32GB+1TB=6499 |
rog-nuc-970        | 1 | 华硕/ASUS    | ROG NUC 970 | | 迷你电脑主机 | desktop | 32GB+1TB=15999 |
minisforum-um890   | 1 | 铭凡/Minisforum | UM890 Pro | | 迷你电脑主机 | minipc | 准系统=2999; 32GB+1TB=4099 |
surface-pro-8      | 0 | 微软/Microsoft | Surface Pro 8 | | 二合一笔记本电脑 | laptop | i5 8GB+256GB=5688 |
`;

const TABLETS = `
ipad-air-m3        | 3 | 苹果/Apple   | iPad Air M3 | | 平板电脑 | tablet | 11英寸 128GB=4399; 13英寸 256GB=6799 |
ipad-mini-7        | 2 | 苹果/Apple   | iPad mini 7 | | 平板电脑 | tablet | 128GB=3899; 256GB=4699 |
ipad-pro-m4        | 2 | 苹果/Apple   | iPad Pro M4 | | 平板电脑 | tablet | 11英寸 256GB=8199; 13英寸 512GB=12999 |
matepad-115s       | 2 | 华为/Huawei  | MatePad 11.5 S | | 平板电脑 | tablet | 8GB+256GB=2299; 12GB+256GB=2699 |
xiaomi-pad-7-pro   | 3 | 小米/Xiaomi  | 平板7 Pro | Pad 7 Pro | 平板电脑 | tablet | 8GB+128GB=2499; 12GB+256GB=2999 |
galaxy-tab-s10     | 1 | 三星/Samsung | Galaxy Tab S10 | | 平板电脑 | tablet | 12GB+256GB=5699 |
kindle-paperwhite  | 0 | 亚马逊/Amazon | Kindle Paperwhite | | 电子书阅读器 | tablet | 16GB=1199 |
`;

const PERIPHERALS = `
mx-master-3s       | 3 | 罗技/Logitech | MX Master 3S | | 无线蓝牙鼠标 | mouse | 石墨黑=649; 珍珠白=659 |
logitech-g304      | 2 | 罗技/Logitech | G304 | | 无线游戏鼠标 | mouse | 黑色=179; 白色=189 |
keychron-k3        | 2 | 渴创/Keychron | K3 Max | | 机械键盘 | keyboard | 红轴=598; 茶轴=608 |
hhkb-hybrid        | 1 | 酷技/HHKB    | Professional Hybrid Type-S | Hybrid Type-S | 静电容键盘 | keyboard | 雪白=2099; 墨黑=2119 |
dell-u2723qe       | 2 | 戴尔/Dell    | U2723QE | | 27英寸4K显示器 | monitor | 3099 |
redmi-g27          | 2 | 小米/Xiaomi  | Redmi G27 | | 电竞显示器 | monitor | 2K 180Hz=799; 2K 240Hz=999 |
samsung-990-pro    | 3 | 三星/Samsung | 990 PRO | | SSD固态硬盘 | drive | 1TB=699; 2TB=1199; 4TB=2299 |
router-be6500      | 2 | 小米/Xiaomi  | BE6500 Pro | | 无线路由器 | router | 649 |
`;

export const COMPUTER_GOODS: readonly Product[] = [
  ...productTable('computer', COMPUTERS),
  ...productTable('tablet', TABLETS),
  ...productTable('peripheral', PERIPHERALS),
];
