// Runs skills against the apps of a virtual phone without adb and Appium, in milliseconds: moves pass the real gate, touch
// the phone's glass, and what the screen shows is read through the real page source. For the many cases; that the same
// holds through the whole stack is shown by integration tests.
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Action, resolveApp, toPixels } from '@farhand/shared';
import type { Decision, Goal } from '../hand/decider.js';
import type { Deed } from '../hand/deeds.js';
import { isCalled } from '../hand/reading/people.js';
import { skillDecider } from '../hand/skills/index.js';
import type { Observation } from '../phone/phone.js';
import { parseTree } from '../phone/tree.js';
import type { Permission } from '../policy/consent.js';
import { judge } from '../policy/gate.js';
import type { AppDefinition } from '../virtual-phone/apps/app.js';
import { createApps } from '../virtual-phone/apps/index.js';
import { Phone } from '../virtual-phone/device/phone.js';
import { ScreenRenderer } from '../virtual-phone/render/index.js';
import { TIME_ZONE } from '../virtual-phone/ui/clock.js';
import { pageSource } from '../virtual-phone/uiautomator2/page-source.js';

const firstSeed = 1;
const stepLimit = 60;
/** Looks at a screen that has not come to what a move waits for. */
const lookLimit = 12;

export interface SkillEnd {
  /** COMPLETE, ABORT or INFO of the skill, or what the gate stopped. */
  readonly last: Decision;
  /** Why the gate stopped it. */
  readonly gate?: string;
  readonly steps: readonly string[];
}

export interface StageOptions {
  readonly confirmed?: boolean;
  readonly task?: string;
  /** What an interrupted run did before. */
  readonly deeds?: readonly Deed[];
  /** What the user answers to the first question. */
  readonly reply?: string;
}

export class SkillStage {
  readonly phone: Phone;
  readonly #apps: readonly AppDefinition[];
  readonly #missing = new Set<string>();
  #last: Observation | undefined;

  /** With the phone's own apps and `more`. */
  constructor(more: readonly AppDefinition[] = []) {
    this.#apps = [...createApps({ seed: firstSeed }), ...more];
    this.phone = new Phone({ seed: firstSeed, apps: this.#apps, renderer: new ScreenRenderer(), timeScale: 0 });
  }

  reset(seed: number): void {
    this.phone.reset(seed);
    this.#missing.clear();
  }

  /** The app is as if it were not there, until the next reset. */
  uninstall(packageName: string): void {
    this.#missing.add(packageName);
  }

  close(): void {
    this.phone.close();
  }

  /** What an app knows of itself, by catalogue id. */
  state<T>(id: string): T {
    const packageName = this.#packageOf(resolveApp(id)?.packages ?? []);
    return this.#apps.find(({ identity }) => identity.packageName === packageName)?.state() as T;
  }

  async run(
    app: string,
    intent: Goal['intent'],
    values: Record<string, string>,
    options: StageOptions = {},
  ): Promise<SkillEnd> {
    const task = options.task ?? '测试';
    const language = /\p{Script=Han}/u.test(task) ? 'zh' : 'en';
    const about = { app: resolveApp(app), intent, values };
    const goal: Goal = { task, language, ...about, privacy: 'open', maxSteps: stepLimit };
    const permission: Permission = {
      words: [task],
      outward: { recipient: values.recipient, text: values.text, packages: goal.app?.packages },
      confirmed: options.confirmed ?? false,
      isCalled,
    };
    const { deeds } = options;
    const deliberation = skillDecider.begin(goal, deeds && { steps: [], answers: [], deeds });
    let reply: string | undefined;
    const steps: string[] = [];
    let screen = this.look();
    for (let step = 1; ; step++) {
      const picture = () => Promise.reject(new Error('no pictures here'));
      const sight = { screen, step, performed: true, picture, ...(reply !== undefined && { reply }) };
      const decision = await deliberation.next(sight, AbortSignal.timeout(1000));
      steps.push(`${decision.action.action} ${decision.explain}`);
      const isAnswered = decision.action.action === 'INFO' && options.reply !== undefined && reply === undefined;
      reply = isAnswered ? options.reply : undefined;
      if (isAnswered) continue;
      if (['COMPLETE', 'ABORT', 'INFO'].includes(decision.action.action) || step >= stepLimit) {
        return { last: decision, steps };
      }
      const verdict = judge(decision.action, screen, permission);
      if (verdict.gate !== 'allow') return { last: decision, gate: `${verdict.gate}: ${verdict.why}`, steps };
      this.#act(decision.action, screen, goal);
      screen = await this.#settled(decision.until);
    }
  }

  look(): Observation {
    const root = this.phone.activeTree();
    const screen = this.phone.screenBounds;
    const source = pageSource(root ? [root] : [], { screen, toasts: this.phone.toasts });
    const frameId = createHash('sha1').update(source).digest('hex');
    if (frameId === this.#last?.frameId) return this.#last;
    const sizePx = { widthPx: screen[2], heightPx: screen[3] };
    const tree = parseTree(source, sizePx);
    const takenAtMs = this.phone.clock.nowMs();
    this.#last = { frameId, tree, packageName: tree.packageName, sizePx, takenAtMs, unread: [], timeZone: TIME_ZONE };
    return this.#last;
  }

  #packageOf(candidates: readonly string[]): string {
    const isThere = (name: string) => this.phone.packages.get(name) !== undefined && !this.#missing.has(name);
    return candidates.find(isThere) ?? '';
  }

  async #settled(until: Decision['until']): Promise<Observation> {
    let before = '';
    for (let looks = 0; ; looks++) {
      await pause(1);
      const screen = this.look();
      const rests = screen.frameId === before;
      if (rests && (until?.(screen) ?? true)) return screen;
      if (looks >= lookLimit) return screen;
      before = screen.frameId;
    }
  }

  #act(action: Action, { sizePx }: Observation, goal: Goal): void {
    const { phone } = this;
    const at = (point: readonly [number, number]) => toPixels([point[0], point[1]], sizePx);
    switch (action.action) {
      case 'CLICK':
        phone.touch.tap(at(action.point));
        break;
      case 'LONGPRESS':
        phone.touch.longPress(at(action.point));
        break;
      case 'SLIDE':
        phone.touch.swipe(at(action.point1), at(action.point2), action.durationMs ?? 400);
        break;
      case 'TYPE': {
        if (action.point) phone.touch.tap(at(action.point));
        const field = phone.keys.focusedField()?.view;
        field?.onText?.(action.clear === false ? `${field.text ?? ''}${action.value}` : action.value);
        if (action.submit) phone.keys.submit();
        break;
      }
      case 'BACK':
        phone.back();
        break;
      case 'HOT_KEY':
        if (action.key === 'enter') phone.keys.submit();
        else phone.back();
        break;
      case 'AWAKE': {
        const packageName = this.#packageOf(goal.app?.packages ?? []);
        phone.processes.end(packageName);
        phone.startApp(packageName);
        break;
      }
      default:
        throw new RangeError(`${action.action} is not done on this stage`);
    }
  }
}
