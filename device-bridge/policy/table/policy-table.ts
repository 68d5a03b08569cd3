// What the gate lets through, asks about, leaves to the owner and refuses, for people to read. The rules of touches are the
// very rows that the gate goes by; the others name one branch of it each, and a test judges every example by the gate.
import type { PrivacyLevel } from '@farhand/shared';
import type { ActionClass, Gate } from '../classes.js';
import { byLabel, byQuestion, type Row } from '../touch.js';

/** Where the sign stands that decides. */
export type Sign = 'control' | 'question' | 'screen' | 'field' | 'written';

export interface PolicyRule {
  readonly id: string;
  readonly gate: Gate;
  readonly class: ActionClass;
  readonly sign: Sign;
  /** What an action would do, as the gate tells it. */
  readonly does: string;
  readonly examples: readonly string[];
}

export interface PolicyTable {
  readonly rules: readonly PolicyRule[];
  /** From the least strict one on. */
  readonly levels: readonly { readonly level: PrivacyLevel; readonly leaves: string }[];
}

const beyondTouches: readonly PolicyRule[] = [
  {
    id: 'payment-screen',
    gate: 'takeover',
    class: 'money',
    sign: 'screen',
    does: 'asks for a payment password: nothing is looked at, touched or told',
    examples: ['请输入支付密码', 'Enter your payment PIN'],
  },
  {
    id: 'identity-screen',
    gate: 'takeover',
    class: 'identity',
    sign: 'screen',
    does: 'asks who is there (login, code, captcha, face): nothing is looked at, touched or told',
    examples: ['请输入短信验证码', '请拖动滑块', 'I am not a robot'],
  },
  {
    id: 'secret-field',
    gate: 'takeover',
    class: 'identity',
    sign: 'field',
    does: 'takes a password, a code, or the number of a document or card',
    examples: ['密码', '身份证号', '银行卡号', 'One-time code'],
  },
  {
    id: 'send-written',
    gate: 'confirm',
    class: 'outward',
    sign: 'written',
    does: 'sends what was written',
    examples: ['评论', '回复', 'Reply'],
  },
  {
    id: 'reversible',
    gate: 'allow',
    class: 'reversible',
    sign: 'control',
    does: 'changes what is as easily undone',
    examples: ['加入购物车', '收藏', 'Add to cart'],
  },
  {
    id: 'read',
    gate: 'allow',
    class: 'read',
    sign: 'control',
    does: 'looks or moves about',
    examples: ['搜索', '详情', 'Search'],
  },
];

const levels: Readonly<Record<PrivacyLevel, string>> = {
  open: 'everything, pictures too',
  redacted: 'pictures with personal data painted over; words with placeholders for it',
  captions: 'no pictures; what the hand does, reports and reads, in words with placeholders for personal data',
  private: 'how it ended, what the hand reports and how many steps it took; no look at the screen',
};

export function policyTable(): PolicyTable {
  const touches = [...byLabel.map(ruleOf('control')), ...byQuestion.map(ruleOf('question'))];
  const entries = Object.entries(levels) as [PrivacyLevel, string][];
  return {
    rules: [...touches, ...beyondTouches],
    levels: entries.map(([level, leaves]) => ({ level, leaves })),
  };
}

function ruleOf(sign: Sign): (row: Row) => PolicyRule {
  return ({ id, gate, class: kind, does, examples }) => ({ id, gate, class: kind, sign, does, examples });
}
