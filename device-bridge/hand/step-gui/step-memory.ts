// The memory of a long run: the newest steps as they were, the older ones folded into one short block of state. Every ten
// steps the model is asked to fold; when that fails, the steps are merged by rule, so that a run never stops over it.
// Source: the state compression of gelab-zero's newer "adv" parser (block markers, fields, interval, limits of lists).
import { z } from 'zod';

const interval = 10;
const recentSteps = 10;
const longestList = 10;
const longestEntry = 200;
const start = '<<<STATE_COMPRESSION>>>';
const end = '<<<END_STATE_COMPRESSION>>>';

const list = z.array(z.string()).default([]);
const stateSchema = z.object({
  important_user_inputs: list,
  important_observations: list,
  completed_progress: list,
  current_subgoal: z.string().default(''),
  pending_risks: list,
  last_effective_state: z.string().default(''),
});
type State = z.infer<typeof stateSchema>;

export interface RememberedStep {
  readonly step: number;
  /** The action as JSON, without points: those mean nothing on another screen. */
  readonly action: string;
  readonly note: string;
  readonly explain: string;
}

export class StepMemory {
  readonly #task: string;
  #steps: RememberedStep[] = [];
  #state: State | undefined;
  #coveredSteps = 0;

  constructor(task: string) {
    this.#task = task;
  }

  add(step: RememberedStep): void {
    this.#steps.push(step);
  }

  /** Steps that are still told one by one. */
  get recent(): readonly RememberedStep[] {
    return this.#steps;
  }

  /** The folded steps as the model is told them; empty while there are none. */
  block(): string {
    if (!this.#state) return '';
    const state = { covered_steps: this.#coveredSteps, task: this.#task, ...this.#state };
    return `${start}\n${JSON.stringify(state)}\n${end}`;
  }

  /** The request that folds, when a whole interval of steps is older than the recent ones. */
  folding(): string | undefined {
    const old = this.#old();
    if (old.length === 0) return undefined;
    const fields = Object.keys(stateSchema.shape).join(', ');
    return [
      '把下面的手机操作过程压缩成一段状态，供后续步骤使用。只写过程里出现过的内容，不要推测。',
      `按JSON输出，字段为：${fields}；每个列表最多${longestList}项。放在${start}和${end}之间。`,
      `任务：${this.#task}`,
      this.block(),
      ...old.map((step) => JSON.stringify(step)),
    ].join('\n');
  }

  /** Takes the model's answer; without a usable one the steps are merged by rule. */
  fold(answer: string | undefined): void {
    const old = this.#old();
    const last = old.at(-1);
    if (!last) return;
    this.#state = capped(readState(answer) ?? merge(this.#state, old));
    this.#coveredSteps = last.step;
    this.#steps = this.#steps.slice(old.length);
  }

  #old(): RememberedStep[] {
    const count = Math.floor((this.#steps.length - recentSteps) / interval) * interval;
    return this.#steps.slice(0, Math.max(0, count));
  }
}

function readState(answer: string | undefined): State | undefined {
  const marked = answer?.split(start).at(-1)?.split(end)[0] ?? '';
  const json = /\{[\s\S]*\}/.exec(marked)?.[0];
  if (json === undefined) return undefined;
  try {
    return stateSchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

function merge(state: State | undefined, steps: readonly RememberedStep[]): State {
  const before = state ?? stateSchema.parse({});
  const notes = steps.map(({ note }) => note).filter((note) => note !== '');
  return {
    ...before,
    important_observations: [...before.important_observations, ...notes],
    completed_progress: [...before.completed_progress, ...steps.map(({ explain }) => explain)],
    last_effective_state: steps.at(-1)?.explain ?? before.last_effective_state,
  };
}

/** The newest entries of each list, none too long. */
function capped(state: State): State {
  const short = (text: string): string => text.slice(0, longestEntry);
  const newest = (texts: readonly string[]): string[] => texts.slice(-longestList).map(short);
  return {
    important_user_inputs: newest(state.important_user_inputs),
    important_observations: newest(state.important_observations),
    completed_progress: newest(state.completed_progress),
    current_subgoal: short(state.current_subgoal),
    pending_risks: newest(state.pending_risks),
    last_effective_state: short(state.last_effective_state),
  };
}
