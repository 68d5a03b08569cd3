// How much would be paid and to whom, as the screen says it, so that nobody consents to less than they are told.
import type { ScreenTree } from '../phone/tree.js';
import { isShown, ownLabel, type Touched } from './labels.js';

const amount = /[¥￥$€£]\s*\d[\d,]*(\.\d+)?|\d[\d,]*(\.\d+)?\s*元/;
const total =
  /^(合计|实付(款)?|应付(金额)?|总(计|额|价)|需支付|支付金额|待支付|total|amount (due|to pay)|you pay|to pay)/i;
const payee =
  /^(收款方|收款人|商家|商户|店铺|付款给|转账给|pay(ee| to)|recipient|merchant|to)\s*[:：]?\s*(\S.{0,30})$/i;

export interface MoneyDetails {
  readonly amount: string | undefined;
  readonly payee: string | undefined;
}

export function moneyDetails(tree: ScreenTree, touched: Touched): MoneyDetails {
  const labels = tree.nodes.filter(isShown).map(ownLabel);
  const onButton = [...touched.labels, ...touched.inside].find((label) => amount.test(label));
  return { amount: amountIn(onButton) ?? totalOf(labels), payee: payeeOf(labels) };
}

/** The amount that stands with a word for a sum, in the same text or the next. */
function totalOf(labels: readonly string[]): string | undefined {
  for (const [index, label] of labels.entries()) {
    if (!total.test(label)) continue;
    const found = amountIn(label) ?? amountIn(labels[index + 1]);
    if (found !== undefined) return found;
  }
  const amounts = labels.filter((label) => label.length <= 24).map(amountIn);
  return amounts.find((found) => found !== undefined);
}

function payeeOf(labels: readonly string[]): string | undefined {
  for (const label of labels) {
    const name = payee.exec(label)?.[3];
    if (name !== undefined) return name.trim();
  }
  return undefined;
}

function amountIn(label: string | undefined): string | undefined {
  return label === undefined ? undefined : amount.exec(label)?.[0].replaceAll(/\s/g, '');
}
