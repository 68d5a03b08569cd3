// What is asked for while things are killed, and how each came out: the truth about prices, messages, carts and favourites
// is asked of the phone's own data.
import { cheapestOffers, productNamed, products, type ShopState, type WeChatState } from '@farhand/device-bridge';
import type { TaskResult } from '@farhand/shared';
import { reportedPrices } from '../house.js';
import type { MortalHouse } from './mortal-house.js';

const recipient = '李四';
const shops = ['com.taobao.taobao', 'com.jingdong.app.mall', 'com.xunmeng.pinduoduo'];
/** Its shops sell what is asked for. */
const phoneSeed = 1;
const goods = ['Mac Mini M4', '辛拉面', 'Mate 70 Pro'];

/** `right`: done as asked. `honest`: not done, and said so. `wrong`: said to be done and is not as it says. */
export type Verdict = 'right' | 'honest' | 'wrong' | 'lost' | 'doubled';

export interface Job {
  readonly name: string;
  /** How long it takes when nothing is killed, on a busy machine. */
  readonly usualMs: number;
  readonly request: object;
  /** How the step begins that must not be done twice. */
  readonly deed?: string;
  prepare?(): Promise<void>;
  judge(result: TaskResult | undefined): Promise<Verdict>;
}

export const jobKinds = 4;

export function jobAt(house: MortalHouse, trial: number, seed: number): Job {
  switch (trial % jobKinds) {
    case 0:
      return message(house, `第 ${trial} 条，种子 ${seed}`);
    case 1:
      return prices(house, goods[trial % goods.length] ?? '');
    case 2:
      return cart(house);
    default:
      return favourite(house);
  }
}

function prices(house: MortalHouse, item: string): Job {
  return {
    name: 'prices',
    usualMs: 14_000,
    request: { command: `Compare ${item} prices across Taobao, JD.com and Pinduoduo` },
    judge: async (result) => {
      if (!result) return 'lost';
      if (result.status !== 'done') return result.error ? 'honest' : 'wrong';
      const states = await Promise.all(shops.map((shop) => shopOf(house, shop)));
      const truth = cheapestOffers(states, productNamed(products, item)?.id ?? '').map((offer) => offer.finalPriceFen);
      return isSame(truth, Object.values(reportedPrices(result))) ? 'right' : 'wrong';
    },
  };
}

function message(house: MortalHouse, text: string): Job {
  return {
    name: 'message',
    usualMs: 5000,
    request: { command: `给${recipient}发微信：${text}`, confirmed: true },
    deed: '发送给',
    judge: async (result) => {
      const { chats } = ((await house.state()).apps as Record<string, unknown>)['com.tencent.mm'] as WeChatState;
      const sent = Object.values(chats).flatMap(({ messages }) => messages as { from: string; text: string }[]);
      return judgeTimes(result, sent.filter((said) => said.from === 'me' && said.text === text).length);
    },
  };
}

/** Twice would be two pieces in the cart, or two lines. */
function cart(house: MortalHouse): Job {
  return {
    name: 'cart',
    usualMs: 7000,
    request: { command: '把淘宝上的小米手环9加入购物车' },
    deed: '加入购物车',
    prepare: () => house.reset(phoneSeed),
    judge: async (result) => {
      const lines = (await shopOf(house, 'com.taobao.taobao')).cart;
      return judgeTimes(
        result,
        lines.reduce((pieces, { quantity }) => pieces + quantity, 0),
      );
    },
  };
}

/** The button takes a favourite away again when it is pressed twice. */
function favourite(house: MortalHouse): Job {
  return {
    name: 'favourite',
    usualMs: 7000,
    request: { command: '收藏拼多多上的辛拉面' },
    deed: '收藏',
    prepare: () => house.reset(phoneSeed),
    judge: async (result) => judgeTimes(result, (await shopOf(house, 'com.xunmeng.pinduoduo')).favourites.length),
  };
}

function judgeTimes(result: TaskResult | undefined, times: number): Verdict {
  if (times > 1) return 'doubled';
  if (!result || (result.status === 'done' && times === 0)) return 'lost';
  if (result.status === 'done') return 'right';
  return result.error ? 'honest' : 'wrong';
}

async function shopOf(house: MortalHouse, shop: string): Promise<ShopState> {
  return ((await house.state()).apps as Record<string, unknown>)[shop] as ShopState;
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  const sorted = (numbers: readonly number[]): string => [...numbers].sort((a, b) => a - b).join();
  return sorted(one) === sorted(other);
}
