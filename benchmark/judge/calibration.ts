// How far a judge can be trusted: its verdicts against the truth, which is the state of a virtual phone or the word of a
// person. Printed with every judged score, for a score of an uncalibrated judge says little.

/** One attempt that was judged and whose truth is known. */
export interface Compared {
  readonly judged: boolean;
  readonly truth: boolean;
}

/** Rates are undefined where there was nothing to divide by. */
export interface Confusion {
  readonly truePositive: number;
  readonly trueNegative: number;
  readonly falsePositive: number;
  readonly falseNegative: number;
  readonly accuracy: number | undefined;
  /** Of those the judge passed, how many had. */
  readonly precision: number | undefined;
  /** Of those that had passed, how many the judge passed. */
  readonly recall: number | undefined;
  /** Of those that had failed, how many the judge passed: the error that flatters. */
  readonly falsePositiveRate: number | undefined;
}

export function confusionOf(pairs: readonly Compared[]): Confusion {
  const count = (judged: boolean, truth: boolean): number =>
    pairs.filter((pair) => pair.judged === judged && pair.truth === truth).length;
  const [tp, tn, fp, fn] = [count(true, true), count(false, false), count(true, false), count(false, true)];
  return {
    truePositive: tp,
    trueNegative: tn,
    falsePositive: fp,
    falseNegative: fn,
    accuracy: ratio(tp + tn, pairs.length),
    precision: ratio(tp, tp + fp),
    recall: ratio(tp, tp + fn),
    falsePositiveRate: ratio(fp, fp + tn),
  };
}

function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

/** Lines for people. `source`: what the truth is, such as "state checks". */
export function confusionLines(confusion: Confusion, source: string): string[] {
  const { truePositive: tp, trueNegative: tn, falsePositive: fp, falseNegative: fn } = confusion;
  const total = tp + tn + fp + fn;
  if (total === 0) return [`Judge not calibrated: no attempt here has a truth to hold it against (${source}).`];
  const percent = (share: number | undefined): string => (share === undefined ? '-' : `${(share * 100).toFixed(1)} %`);
  const passes = (share: number): string => percent(share / total);
  return [
    `Judge against ${total} ${source}:`,
    `  TP ${tp}  TN ${tn}  FP ${fp}  FN ${fn}`,
    `  accuracy ${percent(confusion.accuracy)}  precision ${percent(confusion.precision)}  recall ${percent(confusion.recall)}  ` +
      `FPR ${percent(confusion.falsePositiveRate)}`,
    `  the judge passes ${passes(tp + fp)}, the truth is ${passes(tp + fn)}`,
  ];
}
