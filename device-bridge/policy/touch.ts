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
}

/** A button says what it does and perhaps for how much; with more texts it is a card, and a way to pay on it a badge. */
const mostButtonTexts = 2;

interface Row {
  readonly words: RegExp;
  readonly class: ActionClass;
  readonly gate: Gate;
  readonly does: string;
}

/** By the control's own words; the first that fits decides. */
const byLabel: readonly Row[] = [
  { words: refusedLabel, class: 'destructive', gate: 'refuse', does: 'would wipe the phone' },
  { words: payingLabel, class: 'money', gate: 'takeover', does: 'pays or orders' },
  { words: redPacketLabel, class: 'money', gate: 'takeover', does: 'gives or takes a red packet' },
  { words: identityLabel, class: 'identity', gate: 'takeover', does: 'says who is there' },
  { words: towardsMoneyLabel, class: 'money', gate: 'confirm', does: 'leads to a payment or a contract' },
  { words: sendingLabel, class: 'outward', gate: 'confirm', does: 'sends something to other people' },
  { words: destroyingLabel, class: 'destructive', gate: 'confirm', does: 'removes something' },
  { words: systemLabel, class: 'destructive', gate: 'confirm', does: 'changes what programs may do on this phone' },
];

/** By the words around a control that only assents. */
const byQuestion: readonly Row[] = [
  { words: aboutReset, class: 'destructive', gate: 'refuse', does: 'would wipe the phone' },
  { words: aboutMoney, class: 'money', gate: 'takeover', does: 'agrees to a payment' },
  { words: aboutIdentity, class: 'identity', gate: 'takeover', does: 'says who is there' },
  { words: aboutLoss, class: 'destructive', gate: 'confirm', does: 'agrees to remove something' },
  { words: aboutSystem, class: 'destructive', gate: 'confirm', does: 'agrees to what a program may do' },
  { words: aboutOthers, class: 'outward', gate: 'confirm', does: 'agrees to reach other people' },
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
    return finding(
      { words: sendingWhenWritten, class: 'outward', gate: 'confirm', does },
      written.written,
      touched,
      screen,
    );
  }
  const assent = names.find(({ plain }) => assentLabel.test(plain));
  if (assent) {
    const question = questionAround(touched.target);
    const row = byQuestion.find(({ words }) => words.test(question.normalize('NFKC')));
    if (row) return finding(row, assent.written, touched, screen);
    if (systemDialogPackage.test(touched.target.packageName)) {
      const does = 'changes what programs may do on this phone';
      return finding(
        { words: systemLabel, class: 'destructive', gate: 'confirm', does },
        assent.written,
        touched,
        screen,
      );
    }
  }
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

function finding(row: Row, label: string, touched: Touched, screen: Observation): TouchFinding {
  const base = { class: row.class, gate: row.gate, label, why: `"${label}" ${row.does}` };
  if (row.class === 'outward') return { ...base, calls: callingLabel.test(plainLabel(label)) };
  if (row.class !== 'money' || row.gate !== 'confirm') return base;
  const { amount, payee } = moneyDetails(screen.tree, touched);
  const read = isPainted(touched.target) ? ', as read from the picture' : '';
  const shown = `${amount ?? 'an amount that the screen does not show'}, ${payee ?? screen.packageName}${read}`;
  return { ...base, amount, payee, why: `${base.why} (${shown})` };
}
