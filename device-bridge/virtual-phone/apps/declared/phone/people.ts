// Whom the owner of the phone knows: the address book of Phone, and the senders that Messages shows by name. Friends
// from WeChat are in it under the names they have there.
import * as ui from '../../toolkit/index.js';

export interface Person {
  readonly name: string;
  /** Without spaces: it sorts the list and finds the name. */
  readonly pinyin: string;
  readonly number: string;
  readonly kind: string;
  readonly company: string;
  readonly group: string;
}

/** Name, pinyin, number, kind of number, company, group. */
export const people: readonly Person[] = ui
  .table(`
爸爸 | baba | 13901623358 | 手机 | | 家人
妈妈 | mama | 13816342671 | 手机 | | 家人
爷爷 | yeye | 02156789032 | 住宅 | | 家人
表姐 | biaojie | 15821190476 | 手机 | 上海第六人民医院 | 家人
小姨 | xiaoyi | 13764520938 | 手机 | | 家人
张三 | zhangsan | 13800138000 | 手机 | 星河软件 | 同事
张三丰 | zhangsanfeng | 13900139000 | 手机 | 武当太极馆 | 朋友
张伟 | zhangwei | 13611872045 | 手机 | 中通建设 | 客户
张伟（物业） | zhangweiwuye | 18217665120 | 工作 | 阳光物业 | 生活
李四 | lisi | 13701234567 | 手机 | 星河软件 | 同事
李静 | lijing | 15900884412 | 手机 | 星河软件 | 同事
李医生 | liyisheng | 02164370045 | 工作 | 瑞金医院口腔科 | 生活
王五 | wangwu | 13512345678 | 手机 | | 朋友
王医生 | wangyisheng | 01062345678 | 工作 | 协和医院 | 生活
王芳 | wangfang | 18616093257 | 手机 | 华联超市 | 客户
陈经理 | chenjingli | 13917720088 | 手机 | 星河软件 | 同事
陈晨 | chenchen | 17721346509 | 手机 | 复旦大学 | 朋友
Lisa Wong | lisawong | 13651970233 | 手机 | Nordlicht GmbH | 客户
David Chen | davidchen | 15000613784 | 手机 | Bayside Capital | 客户
小明 | xiaoming | 18301927746 | 手机 | | 朋友
赵敏 | zhaomin | 13482205519 | 手机 | 星河软件 | 同事
刘洋 | liuyang | 15216648803 | 手机 | 星河软件 | 同事
刘阿姨 | liuayi | 13062735514 | 手机 | 家政 | 生活
孙丽 | sunli | 18917445062 | 手机 | 星河软件 | 同事
周杰 | zhoujie | 13816097735 | 手机 | 周末羽毛球群 | 朋友
吴迪 | wudi | 15618820347 | 手机 | 蓝鲸设计 | 客户
郑爽朗 | zhengshuanglang | 13585974410 | 手机 | 同济大学 | 朋友
冯师傅 | fengshifu | 13661458829 | 手机 | 空调维修 | 生活
徐老师 | xulaoshi | 02152380917 | 工作 | 向阳幼儿园 | 生活
林教练 | linjiaolian | 17321053386 | 手机 | 一号健身 | 生活
何律师 | helvshi | 13801669924 | 工作 | 锦天城律师事务所 | 客户
高翔 | gaoxiang | 18521370615 | 手机 | 星河软件 | 同事
马会计 | makuaiji | 13764118250 | 工作 | 星河软件 | 同事
房东钱先生 | fangdongqianxiansheng | 13917003641 | 手机 | | 生活
黄蓉 | huangrong | 15821937008 | 手机 | 桃花岛餐厅 | 朋友
杨过 | yangguo | 18702175593 | 手机 | 古墓登山社 | 朋友
曹阳 | caoyang | 13524680179 | 手机 | 申通快递 | 生活
谢婷婷 | xietingting | 15921556674 | 手机 | 小红花幼教 | 朋友
唐糖 | tangtang | 18616720938 | 手机 | 甜心烘焙 | 生活
许诺 | xunuo | 13651843320 | 手机 | 星河软件 | 同事
`)
  .map(([name = '', pinyin = '', number = '', kind = '', company = '', group = '']) => ({
    name,
    pinyin,
    number,
    kind,
    company,
    group,
  }));

/** Numbers of services, by which the log knows who called. */
export const services: Readonly<Record<string, string>> = {
  '10086': '中国移动',
  '95588': '工商银行',
  '95338': '顺丰速运',
  '02131773888': '疑似推销电话',
};

/** "138 0013 8000". */
export function spaced(number: string): string {
  if (/^1\d{10}$/.test(number)) return `${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}`;
  return /^0\d{10}$/.test(number) ? `${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}` : number;
}
