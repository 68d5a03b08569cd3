// Replay as a decider: a goal that was reached before is reached again the same way, without a model. Where the screen is
// not as it was, the helpers (skills, then the vision model) take over until it is on the way again; the way they found is
// kept as a new one. A replay decides like any other: what it decides passes the gate, and grants nobody's consent.
import { type StopReason, toModelPoint } from '@farhand/shared';
import type { Observation } from '../../phone/phone.js';
import type { Decider, Decision, Deliberation, Goal, PhoneFacts, Sight } from '../decider.js';
import { centreOf } from '../reading/nodes.js';
import { findPopupClose } from '../reading/notices.js';
import { shorten } from '../reading/texts.js';
import { compile, type RunEnd, sealValue } from './compile.js';
import { Follower } from './follower.js';
import { type Helper, Helpers } from './helpers.js';
import { namesOf } from './labels.js';
import { Recorder, touchedBy } from './recorder.js';
import type { Step, Way } from './recording.js';
import type { Match, ReplayStore } from './store.js';

const mostPopups = 4;
const mostHeals = 3;
const longestLabel = 40;
/** Runs that ended so say that the way was wrong; others were ended by somebody. */
const lostStops: ReadonlySet<StopReason> = new Set([
  'TASK_ABORTED_BY_AGENT',
  'LOOP_DETECTED',
  'MAX_STEPS_REACHED',
  'PARSE_ERROR',
]);

export interface ReplayOptions {
  readonly store: ReplayStore;
  /** Whether a text holds personal data. */
  readonly isPersonal: (text: string) => boolean;
}

/**
 * `helpers`: who decides what no recording does, in order; at least one. The first of them goes on with a run that was cut
 * off: where on its way it stood, nobody knows.
 */
export function replayDecider(options: ReplayOptions, helpers: readonly [Helper, ...Helper[]]): Decider {
  return {
    name: 'replay',
    begin: (goal, past) => (past ? helpers[0].decider.begin(goal, past) : new ReplayRun(goal, options, helpers)),
  };
}

interface Chosen {
  readonly match: Match;
  readonly way: Way;
}

class ReplayRun implements Deliberation {
  readonly #goal: Goal;
  readonly #options: ReplayOptions;
  readonly #helpers: Helpers;
  readonly #recorder = new Recorder();
  #phone: PhoneFacts | undefined;
  #chosen: Chosen | undefined;
  #follower: Follower | undefined;
  #looked = false;
  /** What was decided last: a step of the way, or something else. */
  #last: { readonly screen: Observation; readonly step?: Step; readonly stoodIn?: boolean } | undefined;
  #helped = false;
  #heals = 0;
  #popups = 0;
  #modelSteps = 0;
  #replayed: string[] = [];
  #end: (RunEnd & { readonly verified: boolean | undefined }) | undefined;

  constructor(goal: Goal, options: ReplayOptions, helpers: readonly Helper[]) {
    this.#goal = goal;
    this.#options = options;
    this.#helpers = new Helpers(goal, helpers);
  }

  get tokens(): { readonly prompt: number; readonly generated: number } {
    return this.#helpers.tokens;
  }

  get sent(): { readonly bytes: number } {
    return this.#helpers.sent;
  }

  met(phone: PhoneFacts): void {
    this.#phone = phone;
  }

  async next(sight: Sight, signal: AbortSignal): Promise<Decision> {
    this.#recorder.saw(sight);
    this.#advance(sight);
    if (!this.#looked) await this.#choose(signal).catch((error: unknown) => this.#options.store.warn(String(error)));
    const replayed = await this.#follow(sight, signal);
    return replayed ?? this.#help(sight, signal);
  }

  /** Never rejects: that something cannot be kept is no failure of the task. */
  async ended(stopReason: StopReason): Promise<void> {
    const { store } = this.#options;
    const won = stopReason === 'TASK_COMPLETED_SUCCESSFULLY';
    try {
      if (this.#chosen && (won || lostStops.has(stopReason))) {
        store.count(this.#chosen.match.recording, this.#chosen.way, won && this.#heals === 0);
      }
      if (won) await this.#keep();
    } catch (error) {
      store.warn(`The run could not be kept for replay: ${String(error)}`);
    }
  }

  /** Takes in what became of the last decision. */
  #advance({ screen, performed }: Sight): void {
    const last = this.#last;
    this.#last = undefined;
    if (!last || !performed || !this.#follower) return;
    if (last.step) this.#follower.done(screen.frameId !== last.screen.frameId);
    else if (last.stoodIn && screen.frameId !== last.screen.frameId) this.#follower.passed();
  }

  async #choose(signal: AbortSignal): Promise<void> {
    this.#looked = true;
    const phone = this.#phone;
    if (!phone) return;
    const { store } = this.#options;
    for (const match of store.matching(this.#goal)) {
      const { packageName, versionCode, ways } = match.recording;
      if ((await phone.appVersion(packageName, signal)) !== versionCode) continue;
      const way = bestWay(ways, match, store);
      if (!way) continue;
      this.#chosen = { match, way };
      this.#follower = new Follower(way, match.values, store.seal);
      return;
    }
  }

  /** The next step of the way, or nothing when it is lost or has to be looked at by somebody. */
  async #follow({ screen, step }: Sight, signal: AbortSignal): Promise<Decision | undefined> {
    const follower = this.#follower;
    if (!follower) return undefined;
    const activity = follower.needsActivity(screen) ? await this.#activity(signal) : '';
    const turn = follower.next(screen, activity, this.#helped);
    if (turn.kind === 'act') {
      this.#helped = false;
      this.#popups = 0;
      const decision = { ...turn.decision, explain: this.#explain(turn.decision), replayed: true };
      // It is told to a model, which may be elsewhere.
      const isPrivate = this.#options.isPersonal(decision.explain);
      this.#replayed.push(isPrivate ? decision.action.action : decision.explain);
      this.#last = { screen, step: turn.step };
      this.#recorder.decided(screen, turn.step.screen.activity, decision);
      this.#helpers.passedOver();
      return decision;
    }
    if (turn.kind === 'reached') return this.#complete(screen, step);
    if (turn.kind === 'lost') return this.#clear(screen) ?? this.#lose();
    // The way is at its end; what remains is to look.
    this.#follower = undefined;
    this.#helpers.join();
    return undefined;
  }

  /** Closes what lies over the screen. */
  #clear(screen: Observation): Decision | undefined {
    const close = this.#helped || this.#popups >= mostPopups ? undefined : findPopupClose(screen.tree, screen.sizePx);
    if (!close) return undefined;
    this.#popups += 1;
    const point = toModelPoint(centreOf(close.bounds), screen.sizePx);
    return {
      action: { action: 'CLICK', point },
      target: close,
      explain: this.#say('关闭弹窗', 'Close a pop-up'),
      replayed: true,
    };
  }

  #lose(): undefined {
    if (!this.#helped) {
      this.#heals += 1;
      if (this.#heals > mostHeals) this.#follower = undefined;
    }
    this.#helped = true;
    return undefined;
  }

  async #help(sight: Sight, signal: AbortSignal): Promise<Decision> {
    const { screen } = sight;
    let asked: Promise<string> | undefined;
    const picture: Sight['picture'] = () => {
      const taken = sight.picture();
      // The picture goes first; while it is prepared and the model thinks there is time for this.
      asked ??= taken.then(
        () => this.#activity(signal),
        () => '',
      );
      return taken;
    };
    const decision = await this.#helpers.next({ ...sight, picture }, this.#toldSoFar(), signal);
    const activity = await (asked ?? this.#activity(signal));
    if (this.#helpers.isModel) this.#modelSteps += 1;
    if (decision.action.action === 'COMPLETE') {
      this.#end = { screen, activity, answer: decision.action.return, verified: decision.verified };
      return decision;
    }
    const target = touchedBy(decision.action, decision.target, screen)?.node;
    const standsIn = this.#follower?.standsIn({ ...decision, target }, screen) ?? 'no';
    this.#last = { screen, stoodIn: standsIn !== 'no' };
    this.#recorder.decided(screen, activity, decision, standsIn === 'renamed');
    return decision;
  }

  #complete(screen: Observation, step: number): Decision {
    const text = this.#say(`已完成：${this.#goal.task}`, `Done: ${this.#goal.task}`);
    this.#end = { screen, activity: '', answer: text, verified: true };
    const what = this.#say('屏幕与上次完成时一致', 'The screen shows what it showed when this was done before');
    const evidence = [{ step, what }];
    return {
      action: { action: 'COMPLETE', return: text },
      explain: shorten(text, 200),
      evidence,
      verified: true,
      replayed: true,
    };
  }

  /** Keeps the way of a run that a model had a part in; a skill alone needs no recording. */
  async #keep(): Promise<void> {
    const end = this.#end;
    const isNew = this.#modelSteps > 0 && (this.#chosen === undefined || this.#heals > 0);
    if (!end || !isNew || !this.#recorder.isWhole || end.verified === false) return;
    const { store, isPersonal } = this.#options;
    const compiled = compile(this.#recorder.steps, end, this.#goal, { seal: store.seal, isPersonal });
    if (!compiled) return;
    const { template, packageName, way } = compiled;
    const versionCode = await this.#phone?.appVersion(packageName);
    if (versionCode) store.add({ app: this.#goal.app?.id ?? '', packageName, versionCode, template }, way);
  }

  /** Sealed; empty when the phone does not tell. */
  async #activity(signal: AbortSignal): Promise<string> {
    const activity = await this.#phone?.activity(signal).catch(() => '');
    return activity ? this.#options.store.seal.of(`activity ${activity}`) : '';
  }

  /** For a model that joins in the middle. */
  #toldSoFar(): string | undefined {
    if (this.#replayed.length === 0) return undefined;
    const done = this.#replayed.join('；');
    return this.#say(
      `前面的步骤已经做完：${done}。请从当前屏幕继续，不要从头开始。`,
      `These steps are done already: ${done}. Go on from this screen, not from the beginning.`,
    );
  }

  #explain({ action, target }: Omit<Decision, 'explain'>): string {
    const name = shorten((target && namesOf(target)[0]) || '', longestLabel);
    switch (action.action) {
      case 'AWAKE': {
        const { names } = this.#goal.app ?? {};
        return this.#say(`打开${names?.zh ?? action.value}`, `Open ${names?.en ?? action.value}`);
      }
      case 'TYPE':
        return this.#say(
          `输入“${shorten(action.value, longestLabel)}”`,
          `Type "${shorten(action.value, longestLabel)}"`,
        );
      case 'SLIDE':
        return this.#say('滑动', 'Slide');
      case 'BACK':
        return this.#say('返回', 'Go back');
      case 'CLICK':
        return name === '' ? this.#say('点按', 'Tap') : this.#say(`点按“${name}”`, `Tap "${name}"`);
      default:
        return name === '' ? action.action : `${action.action} ${name}`;
    }
  }

  #say(zh: string, en: string): string {
    return this.#goal.language === 'zh' ? zh : en;
  }
}

/** A way that these values can go: those that none of its steps names have to be what they were. */
function bestWay(ways: readonly Way[], { values }: Match, { seal }: ReplayStore): Way | undefined {
  const isSame = (way: Way, name: string) => way.values[name] === sealValue(values[name] ?? '', seal);
  const possible = ways.filter((way) =>
    Object.keys(values).every((name) => way.used.includes(name) || isSame(way, name)),
  );
  const isOfThese = (way: Way) => Object.keys(values).every((name) => isSame(way, name));
  const rank = (way: Way) => (isOfThese(way) ? 0 : 1) + (way.lossesInRow > 0 ? 0.5 : 0);
  return possible.sort((a, b) => rank(a) - rank(b) || b.recordedAtMs - a.recordedAtMs)[0];
}
