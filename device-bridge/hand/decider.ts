// Who decides what the hand does next. Two implementations: the skills (the embedded default, over the accessibility
// tree) and Step-GUI (a vision model). A decider sees and decides; it never touches the phone and cannot widen what the
// gate permits.
import type { Action, App, ErrorCode, Intent, Language, PrivacyLevel, ReportValues } from '@farhand/shared';
import type { Observation } from '../phone/phone.js';
import type { ScreenNode } from '../phone/tree.js';

/** What is wanted of one run. */
export interface Goal {
  /** In words, as the client said it. */
  readonly task: string;
  /** The user's own words, where the client passes them on; what they name as recipient and text is consented to. */
  readonly request?: string | undefined;
  readonly language: Language;
  readonly app?: App | undefined;
  /** The goal as data, where the client knows it. */
  readonly intent?: Intent | undefined;
  readonly values: Readonly<Record<string, string>>;
  /** What may leave this host on the way. */
  readonly privacy: PrivacyLevel;
  /** Steps that a call may take; a decider that plans ahead stops in time. */
  readonly maxSteps: number;
}

/** What a decider is given for one step. */
export interface Sight {
  readonly screen: Observation;
  /** Number of this step in the session, 1 first. */
  readonly step: number;
  /** False when the action decided before was not carried out: the screen had changed under it. */
  readonly performed: boolean;
  /** What the loop noticed about the last step, in words for a model: no effect, repetition, text not taken. */
  readonly notice?: string | undefined;
  /** The user's answer to the question asked in the step before. */
  readonly reply?: string | undefined;
  /** PNG of this screen, taken when first asked for. */
  picture(): Promise<Buffer>;
}

export interface Decision {
  readonly action: Action;
  /** One line for people, in the goal's language. */
  readonly explain: string;
  /** What the action is aimed at, when the decider knows it. */
  readonly target?: ScreenNode | undefined;
  /** What the screen will show when the action has had its effect. */
  readonly until?: ((screen: Observation) => boolean) | undefined;
  readonly limitMs?: number | undefined;
  /** With COMPLETE: what was brought back. */
  readonly values?: ReportValues | undefined;
  /** With COMPLETE: true when the outcome was read back from the screen. */
  readonly verified?: boolean | undefined;
  /** With COMPLETE: what showed it. */
  readonly evidence?: readonly Evidence[] | undefined;
  /** With ABORT: the failure as a code of the error table, with its hint. */
  readonly failure?: { readonly code: ErrorCode; readonly hint?: string } | undefined;
}

export interface Evidence {
  readonly step: number;
  /** What that step showed. */
  readonly what: string;
}

/** One run of a decider towards one goal; remembers what it needs between steps. */
export interface Deliberation {
  next(sight: Sight, signal: AbortSignal): Promise<Decision>;
  readonly tokens: { readonly prompt: number; readonly generated: number };
  /** What has left this host for a model elsewhere, so far. */
  readonly sent?: { readonly bytes: number } | undefined;
}

export interface Decider {
  readonly name: string;
  begin(goal: Goal): Deliberation;
}
