// The class of a touch, by the words of what is touched and of what stands around it.
import type { Observation } from '../phone/phone.js';
import type { ActionClass, Gate } from './classes.js';
import { plainLabel, questionAround, type Touched } from './labels.js';
import { moneyDetails } from './money.js';
import { writtenOn } from './outward.js';
import { isPainted } from './painted.js';
import {
  aboutIdentity,
  aboutLoss,
  aboutMoney,
  aboutOthers,
  aboutReset,
  aboutSystem,
  assentLabel,
  callingLabel,
  destroyingLabel,
  identityLabel,
  markingLabel,
  payingLabel,
  payLaterLabel,
  redPacketLabel,
  refusedLabel,
  reversibleLabel,
  sendingLabel,
  sendingWhenWritten,
  systemDialogPackage,
  systemLabel,
  towardsMoneyLabel,
} from './words.js';

export interface TouchFinding {
  readonly class: ActionClass;
  readonly gate: Gate;
  readonly why: string;
  /** What the control is called. */
  readonly label: string;
  readonly amount?: string | undefined;
  readonly payee?: string | undefined;
  /** It calls somebody. */
  readonly calls?: boolean;
  /** A second touch does it twice, or undoes it. */
  readonly marks?: boolean;
}

/** A button says what it does and perhaps for how much; with more texts it is a card, and a way to pay on it a badge. */
const mostButtonTexts = 2;

export interface Row {
  /** Names the rule wherever it is shown. */
  readonly id: string;
  readonly words: RegExp;
  readonly class: ActionClass;
  readonly gate: Gate;
  readonly does: string;
  /** What a control, or the question around it, may say; for people, and for the test that they are judged so. */
  readonly examples: readonly string[];
}

/** By the control's own words; the first that fits decides. */
export const byLabel: readonly Row[] = [
  {
    id: 'wipe',
    words: refusedLabel,
    class: 'destructive',
    gate: 'refuse',
    does: 'would wipe the phone',
    examples: ['恢复出厂设置', 'Factory reset', 'Erase all data'],
  },
  {
    id: 'pay',
    words: payingLabel,
    class: 'money',
    gate: 'takeover',
    does: 'pays or orders',
    examples: ['提交订单', '立即支付', 'Pay now', 'Place order'],
  },
  {
    id: 'red-packet',
    words: redPacketLabel,
    class: 'money',
    gate: 'takeover',
    does: 'gives or takes a red packet',
    examples: ['发红包', '拆红包', 'Open red packet'],
  },
  {
    id: 'identity',
    words: identityLabel,
    class: 'identity',
    gate: 'takeover',
    does: 'says who is there',
    examples: ['登录', '获取验证码', 'Sign in', 'Verify identity'],
  },
  {
    id: 'towards-money',
    words: towardsMoneyLabel,
    class: 'money',
    gate: 'confirm',
    does: 'leads to a payment or a contract',
    examples: ['立即购买', '去结算', 'Check out', 'Subscribe'],
  },
  {
    id: 'send',
    words: sendingLabel,
    class: 'outward',
    gate: 'confirm',
    does: 'sends something to other people',
    examples: ['发送', '发表', '拨打电话', 'Send', 'Post', 'Call'],
  },
  {
    id: 'remove',
    words: destroyingLabel,
    class: 'destructive',
    gate: 'confirm',
    does: 'removes something',
    examples: ['删除', '卸载', '退出登录', 'Delete', 'Uninstall'],
  },
  {
    id: 'system',
    words: systemLabel,
    class: 'destructive',
    gate: 'confirm',
    does: 'changes what programs may do on this phone',
    examples: ['始终允许', 'USB 调试', 'Allow', 'Install unknown apps'],
  },
];

/** By the words around a control that only assents. */
export const byQuestion: readonly Row[] = [
  {
    id: 'agree-wipe',
    words: aboutReset,
    class: 'destructive',
    gate: 'refuse',
    does: 'would wipe the phone',
    examples: ['将清除手机数据', 'This performs a factory data reset'],
  },
  {
    id: 'agree-money',
    words: aboutMoney,
    class: 'money',
    gate: 'takeover',
    does: 'agrees to a payment',
    examples: ['确认支付以下订单', 'You will be charged today'],
  },
  {
    id: 'agree-identity',
    words: aboutIdentity,
    class: 'identity',
    gate: 'takeover',
    does: 'says who is there',
    examples: ['登录后才能继续', 'Log in to continue'],
  },
  {
    id: 'agree-loss',
    words: aboutLoss,
    class: 'destructive',
    gate: 'confirm',
    does: 'agrees to remove something',
    examples: ['确定要删除吗', 'This cannot be undone'],
  },
  {
    id: 'agree-system',
    words: aboutSystem,
    class: 'destructive',
    gate: 'confirm',
    does: 'agrees to what a program may do',
    examples: ['是否允许地图访问位置', 'Allow Maps to access location'],
  },
  {
    id: 'agree-others',
    words: aboutOthers,
    class: 'outward',
    gate: 'confirm',
    does: 'agrees to reach other people',
    examples: ['发送给 张三', 'Share with Ann'],
  },
];

export function classOfTouch(touched: Touched, screen: Observation): TouchFinding {
  const later = touched.inside.find((label) => payLaterLabel.test(plainLabel(label)));
  if (later !== undefined && touched.inside.length <= mostButtonTexts) {
    return { class: 'money', gate: 'takeover', why: `"${later}" pays or orders`, label: later };
  }
  const names = namesOf(touched);
  for (const row of byLabel) {
    const label = names.find((name) => row.words.test(name.plain));
    if (label) return finding(row, label.written, touched, screen);
  }
  const written = names.find(({ plain }) => sendingWhenWritten.test(plain));
  if (written && writtenOn(screen.tree) !== '') {
    const does = 'sends what was written';
    return finding({ class: 'outward', gate: 'confirm', does }, written.written, touched, screen);
  }
  const assent = names.find(({ plain }) => assentLabel.test(plain));
  if (assent) {
    const question = questionAround(touched.target);
    const row = byQuestion.find(({ words }) => words.test(question.normalize('NFKC')));
    if (row) return finding(row, assent.written, touched, screen);
    if (systemDialogPackage.test(touched.target.packageName)) {
      const does = 'changes what programs may do on this phone';
      return finding({ class: 'destructive', gate: 'confirm', does }, assent.written, touched, screen);
    }
  }
  const mark = names.find(({ plain }) => markingLabel.test(plain));
  if (mark) return { class: 'reversible', gate: 'allow', why: '', label: mark.plain, marks: true };
  const reversible = names.some(({ plain }) => reversibleLabel.test(plain));
  return { class: reversible ? 'reversible' : 'read', gate: 'allow', why: '', label: names[0]?.written ?? '' };
}

interface Name {
  readonly written: string;
  readonly plain: string;
}

/** What the control is called. Where nothing is written on it, its id says what its maker calls it. */
function namesOf({ labels, target }: Touched): Name[] {
  if (labels.length > 0) return labels.map((written) => ({ written, plain: plainLabel(written) }));
  const id = /:id\/(?:btn_|button_|iv_|img_|ic_)?([a-z]+(?:_[a-z]+)?)(?:_btn|_button|_icon)?$/i.exec(
    target.resourceId,
  )?.[1];
  return id === undefined ? [] : [{ written: id, plain: id.replaceAll('_', ' ') }];
}

function finding(
  row: Pick<Row, 'class' | 'gate' | 'does'>,
  label: string,
  touched: Touched,
  screen: Observation,
): TouchFinding {
  const base = { class: row.class, gate: row.gate, label, why: `"${label}" ${row.does}` };
  if (row.class === 'outward') return { ...base, calls: callingLabel.test(plainLabel(label)) };
  if (row.class !== 'money' || row.gate !== 'confirm') return base;
  const { amount, payee } = moneyDetails(screen.tree, touched);
  const read = isPainted(touched.target) ? ', as read from the picture' : '';
  const shown = `${amount ?? 'an amount that the screen does not show'}, ${payee ?? screen.packageName}${read}`;
  return { ...base, amount, payee, why: `${base.why} (${shown})` };
}
