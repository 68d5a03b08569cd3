// What stands in Messages when the phone is new: codes, parcels, banks, offers and what people wrote.
import * as ui from '../../toolkit/index.js';
import { people } from '../phone/people.js';

export type Kind = 'people' | 'code' | 'parcel' | 'service' | 'offer';

export interface Message {
  id: string;
  text: string;
  own: boolean;
  /** Milliseconds since 1970. */
  at: number;
  state: 'received' | 'sending' | 'sent' | 'delivered' | 'failed';
}

export interface Thread {
  id: string;
  number: string;
  /** Shown instead of the number; a person's comes from the address book. */
  name: string;
  kind: Kind;
  unread: number;
  pinned: boolean;
  muted: boolean;
  /** Oldest first. */
  messages: Message[];
  draft: string;
}

/** Number, name, kind, unread, and messages with the newest last, parted by slashes; ">" marks own ones, "#" a code. */
const seeded = ui.table(`
10690329 | 微信支付 | code | 1 | 【微信支付】验证码 ######，用于重置支付密码，5 分钟内有效，请勿告诉他人。
1069005590 | 招商银行 | service | 1 | 【招商银行】您账户 8821 于 11 月 20 日入账工资人民币 18650.00 元。/【招商银行】您账户 8821 于 11 月 22 日 19:32 消费人民币 268.50 元，余额 12936.77 元。
95338 | 顺丰速运 | parcel | 1 | 【顺丰速运】您的快件 SF1460288351972 已由快递员陈师傅（13816650231）派送中，请保持电话畅通。
106575258 | 菜鸟驿站 | parcel | 2 | 【菜鸟驿站】您的中通包裹已到福州路 318 号店，凭 3-2-1048 领取，营业至 21:30。/【菜鸟驿站】您的韵达包裹已到福州路 318 号店，凭 7-1-2215 领取，请于 3 日内取走。
13800138000 | | people | 0 | 晚上球馆见，七点/>好，我带水/别忘了球拍
13816342671 | | people | 1 | 给你寄了腊肉，注意查收/>收到啦，谢谢妈/到家记得回个电话
12306 | 铁路客服 | service | 0 | 【铁路12306】陈先生您已购 11 月 27 日 G102 次 06 车 11A 号，上海虹桥站 08:00 开，检票口 12B。
10690133 | 美团 | code | 0 | 【美团】######（登录验证码，10 分钟内有效），泄露会有风险。/【美团】######（绑定手机验证码），请勿转发。
10086 | 中国移动 | service | 0 | 【中国移动】您 11 月已使用流量 18.6GB，剩余 21.4GB；语音剩余 286 分钟；话费余额 64.30 元。/【流量提醒】截至今日您本月套餐流量已使用 80%。
13917720088 | | people | 0 | 明早 9 点的评审改到 3 楼会议室/>收到，陈经理
1069086 | 饿了么 | offer | 0 | 【饿了么】满 39 减 18 红包已放进您的账户，今晚 24 点到期，回 T 退订。
10690711 | 淘宝网 | code | 0 | 【淘宝网】验证码 ######，您正在登录淘宝账号，请勿告诉他人。
95588 | 工商银行 | service | 0 | 【工商银行】您尾号 5530 信用卡 11 月账单 3268.40 元，最低还款 326.84 元，到期还款日 12 月 5 日。
1065502 | 京东 | parcel | 0 | 【京东】您的订单已放到自提柜 15 号格口，取件码 884016，24 小时后收费。
1069220 | 瑞金医院 | service | 0 | 【瑞金医院】您预约的口腔科李医生门诊为 11 月 26 日 18:30，门诊楼 2 楼，请带医保卡。
106980 | 屈臣氏 | offer | 0 | 【屈臣氏】会员日全场第二件半价，11 月 28 日至 30 日，回 R 退订。
13512345678 | | people | 0 | 书我周末还你/>不急，看完再说
18217665120 | | people | 0 | 您好，明天上午 9 点到 11 点停水检修/>好的，谢谢提醒
106907 | 上海电力 | service | 0 | 【上海电力】户号 310288**** 本期电费 186.72 元，请于 12 月 10 日前缴纳。
15821190476 | | people | 0 | 体检报告出来了，一切正常/>太好了
1069500 | 永辉超市 | offer | 0 | 【永辉超市】周末生鲜满 99 减 30，附近门店 24 小时配送，拒收请回复 R。
12379 | 天气预警 | service | 0 | 【上海市气象局】预计今晚起本市有 7 级大风，气温下降 8℃，请注意防寒。
13661458829 | | people | 0 | 空调修好了，滤网记得每月洗一次/>辛苦师傅
10690400 | 滴滴出行 | code | 0 | 【滴滴出行】验证码 ######，30 分钟内有效。
`);

/** 2026-11-23 09:20 in Shanghai. */
const newestMs = Date.UTC(2026, 10, 23, 1, 20);
const minuteMs = 60_000;

export function threadsOf(random: ui.Random): Thread[] {
  let at = newestMs;
  return seeded.map(([number = '', name = '', kind = '', unread = '', texts = ''], index): Thread => {
    const lines = texts.split('/');
    const messages = lines.map((line, place): Message => {
      const own = line.startsWith('>');
      const text = line.replace(/^>/, '').replace('######', () => String(random.integer(100_000, 999_999)));
      return {
        id: `m${index + 1}-${place + 1}`,
        text,
        own,
        at: at - (lines.length - 1 - place) * 3 * minuteMs,
        state: own ? 'delivered' : 'received',
      };
    });
    at -= random.integer(15, 620) * minuteMs;
    if (ui.timeAt(at) < '07:00') at -= 9 * 60 * minuteMs;
    return {
      id: `t${index + 1}`,
      number,
      name: name || (people.find((person) => person.number === number)?.name ?? ''),
      kind: kind as Kind,
      unread: Number(unread),
      pinned: false,
      muted: kind === 'offer',
      messages,
      draft: '',
    };
  });
}

/** The code that a text carries: its digits, or its letters and digits with hyphens after "凭". */
export function codeIn(text: string): string {
  const pickUp = /(?:凭|取件码)\s*([\d-]{4,})/.exec(text)?.[1];
  return pickUp ?? (/验证码/.test(text) ? (/\d{4,6}/.exec(text)?.[0] ?? '') : '');
}
