// Who decides what the hand does next. Three implementations: the skills (the embedded default, over the accessibility
// tree), Step-GUI (a vision model), and replay (what was done before, with the others for what has changed). A decider
// sees and decides; it never touches the phone and cannot widen what the gate permits.
import type { Action, App, ErrorCode, Intent, Language, PrivacyLevel, ReportValues, StopReason } from '@farhand/shared';
import type { Observation, Phone } from '../phone/phone.js';
import type { ScreenNode } from '../phone/tree.js';
import type { Deed } from './deeds.js';

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
  /** Personal data in the values that the client named by placeholders: it does not know it. */
  readonly held?: readonly string[] | undefined;
  /** What may leave this host on the way. */
  privacy: PrivacyLevel;
  /** Number of the last step that the present call may take; a decider that plans ahead stops in time. */
  maxSteps: number;
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
  /** What the model thought before it; told to whoever watches, and not kept. */
  readonly thought?: string | undefined;
  /** What the action is aimed at, when the decider knows it. */
  readonly target?: ScreenNode | undefined;
  /** What the screen will show when the action has had its effect. */
  readonly until?: ((screen: Observation) => boolean) | undefined;
  readonly limitMs?: number | undefined;
  /** What the decider wants to be told of this step if its run is begun anew; see `Past`. */
  readonly memory?: string | undefined;
  /** How often the screen shows already what the action is to bring about. */
  readonly shown?: number | undefined;
  /** Read from the screen: what was begun before an interruption has not happened, and may be done. */
  readonly isUndone?: boolean | undefined;
  /** With COMPLETE: what was brought back. */
  readonly values?: ReportValues | undefined;
  /** With COMPLETE: true when the outcome was read back from the screen. */
  readonly verified?: boolean | undefined;
  /** With COMPLETE: what showed it. */
  readonly evidence?: readonly Evidence[] | undefined;
  /** With ABORT: the failure as a code of the error table, with its hint. */
  readonly failure?: { readonly code: ErrorCode; readonly hint?: string } | undefined;
  /** It comes from a recording: nobody was asked. */
  readonly replayed?: boolean | undefined;
}

/** What may be asked of a phone besides its screen. */
export type PhoneFacts = Pick<Phone, 'activity' | 'appVersion'>;

export interface Evidence {
  readonly step: number;
  /** What that step showed. */
  readonly what: string;
}

/** One run of a decider towards one goal; remembers what it needs between steps. */
export interface Deliberation {
  next(sight: Sight, signal: AbortSignal): Promise<Decision>;
  /** Reads pages as apps lay them out in portrait: the phone is turned upright for it. */
  readonly needsUpright?: boolean;
  readonly tokens: { readonly prompt: number; readonly generated: number };
  /** What has left this host for a model elsewhere, so far. */
  readonly sent?: { readonly bytes: number } | undefined;
  /** Called at the beginning of each call on the session. */
  met?(phone: PhoneFacts): void;
  /** Called when the run has ended for good; a run that waits for the user has not. */
  ended?(stopReason: StopReason): Promise<void>;
}

/** What happened in a session before its run was cut off, by a crash or by a link that broke. */
export interface Past {
  readonly steps: readonly PastStep[];
  readonly answers: readonly Answered[];
  /** What others may have seen already, or what cannot be undone. */
  readonly deeds: readonly Deed[];
}

export interface PastStep {
  readonly step: number;
  readonly action: Action;
  readonly explain: string;
  readonly memory?: string | undefined;
}

/** A question of the hand's and what was answered. */
export interface Answered {
  readonly question: string;
  readonly answer: string;
  /** The choice that a number stands for. */
  readonly meant: string;
  /** Set where it was not the user who answered: such an answer gives no consent. */
  readonly by?: 'brain' | undefined;
}

export interface Decider {
  readonly name: string;
  /** With a past, goes on behind it or starts anew and uses what is known; either way no deed is done twice. */
  begin(goal: Goal, past?: Past): Deliberation;
}
