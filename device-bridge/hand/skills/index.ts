// The skills as a decider: the embedded default, which needs no model. A goal that no skill serves is refused in words
// that say what would serve it.
import { type Intent, outwardIntents } from '@farhand/shared';
import type { Decider, Decision, Deliberation, Goal, Past, Sight } from '../decider.js';
import { retarget } from '../retarget.js';
import { addToCart } from './add-to-cart.js';
import { setAlarm } from './alarm.js';
import { ask } from './ask.js';
import { call } from './call.js';
import { favourite } from './favourite.js';
import { fillForm } from './fill-form.js';
import { findPrice } from './find-price.js';
import { findHotels } from './hotel.js';
import { freeTheWay, isInTheWay } from './in-the-way.js';
import { navigateTo, tellRoute } from './navigate.js';
import { writeNote } from './note.js';
import { open } from './open.js';
import { orderFood } from './order-food.js';
import { play } from './play.js';
import { post } from './post.js';
import { follow, like } from './react.js';
import { prepareRide } from './ride.js';
import { search } from './search.js';
import { sendMessage } from './send-message.js';
import { changeSetting } from './setting.js';
import { type Brief, briefOf, type Move, type Outcome, type Skill } from './skill.js';
import { findTickets } from './ticket.js';

const skills: Partial<Record<Intent, (brief: Brief) => Skill>> = {
  find_price: findPrice,
  search,
  ask,
  add_to_cart: addToCart,
  favourite,
  like,
  follow,
  send_message: sendMessage,
  ride: prepareRide,
  order_food: orderFood,
  play,
  navigate: navigateTo,
  route: tellRoute,
  ticket: findTickets,
  hotel: findHotels,
  alarm: setAlarm,
  note: writeNote,
  fill_form: fillForm,
  call,
  post,
  setting: changeSetting,
  open,
};

export const modelHint =
  'Connect a vision model for the hand: set FARHAND_HAND_URL (and FARHAND_HAND_MODEL, FARHAND_HAND_KEY), then ask again.';

/** Whether a skill serves the goal. */
export function hasSkill(goal: Goal): boolean {
  return goal.intent !== undefined && goal.app !== undefined && skills[goal.intent] !== undefined;
}

export const skillDecider: Decider = {
  name: 'skills',
  begin: (goal, past) => new SkillRun(goal, past),
};

/** Repeating one of these after a broken connection is safe or checked by its target; others may have been done already. */
const repeatable: ReadonlySet<string> = new Set(['CLICK', 'TYPE', 'AWAKE']);

/** Windows in a row that are sent away; more than that is a fight that nobody wins. */
const clearLimit = 6;
const mostClearings = 12;

class SkillRun implements Deliberation {
  readonly tokens = { prompt: 0, generated: 0 };
  readonly needsUpright = true;
  readonly #goal: Goal;
  readonly #brief: Brief;
  readonly #skill: Skill;
  #started = false;
  #last: Move | undefined;
  /** Of a run that is begun anew: what the user has said already, by question. */
  readonly #answers: Map<string, string>;
  /** How often the way was freed since the skill had its turn. */
  #cleared = 0;
  /** And in all: where nothing helps, the skill has to see for itself. */
  #clearings = 0;

  constructor(goal: Goal, past: Past | undefined) {
    this.#goal = goal;
    this.#answers = new Map(past?.answers.map(({ question, answer }) => [question, answer]));
    const skill = (hasSkill(goal) && goal.intent && skills[goal.intent]) || unknownGoal;
    this.#brief = briefOf(goal, past?.deeds);
    this.#skill = skill(this.#brief);
  }

  async next(sight: Sight): Promise<Decision> {
    const mayClear = this.#cleared < clearLimit && this.#clearings < mostClearings;
    const clearing = mayClear ? freeTheWay(this.#brief, sight, this.#last) : undefined;
    if (clearing) {
      this.#cleared += 1;
      this.#clearings += 1;
      return clearing;
    }
    const isMissed = this.#cleared > 0 && this.#mayRepeat() && !this.#hasArrived(sight);
    this.#cleared = 0;
    const again = !sight.performed || isMissed ? this.#again(sight) : undefined;
    if (again) return again;
    let turn = this.#started ? this.#skill.next(sight) : this.#skill.next();
    this.#started = true;
    for (let reply = this.#known(turn); reply !== undefined; reply = this.#known(turn)) {
      turn = this.#skill.next({ ...sight, reply });
    }
    if (turn.done) return endOf(turn.value, this.#goal);
    const move = turn.value;
    const { until } = move;
    this.#last = until ? { ...move, until: (screen) => isInTheWay(screen) || until(screen) } : move;
    return this.#last;
  }

  /** A message is sent once, whatever came between. */
  #mayRepeat(): boolean {
    const { intent } = this.#goal;
    return intent === undefined || !outwardIntents.has(intent);
  }

  /** What the last move waits for is there; without a wait nobody knows, so it is taken as done. */
  #hasArrived({ screen }: Sight): boolean {
    return this.#last?.until?.(screen) ?? true;
  }

  /** The answer to the very question that the skill asks; each is good once. */
  #known(turn: IteratorResult<Move, Outcome>): string | undefined {
    if (turn.done || turn.value.action.action !== 'INFO') return undefined;
    const question = turn.value.action.value;
    const answer = this.#answers.get(question);
    this.#answers.delete(question);
    return answer;
  }

  #again(sight: Sight): Decision | undefined {
    if (!this.#last || !repeatable.has(this.#last.action.action)) return undefined;
    return retarget(this.#last, sight.screen);
  }
}

// biome-ignore lint/correctness/useYield: a skill that gives up at once makes no move.
function* unknownGoal(brief: Brief): Skill {
  const { app, intent } = brief.goal;
  const what = intent ?? brief.say('这个目标', 'this goal');
  const text = app
    ? brief.say(`内置技能还不会做“${what}”`, `The built-in skills cannot do "${what}"`)
    : brief.say('内置技能需要知道在哪个应用里做什么', 'The built-in skills need to know the app and what to do in it');
  return { kind: 'failed', code: 'SUBTASK_FAILED', text, hint: modelHint };
}

function endOf(outcome: Outcome, goal: Goal): Decision {
  const explain = outcome.text.split('\n')[0] ?? goal.task;
  if (outcome.kind === 'failed') {
    const failure = { code: outcome.code, ...(outcome.hint === undefined ? {} : { hint: outcome.hint }) };
    return { action: { action: 'ABORT', value: outcome.text }, explain, failure };
  }
  const { text, values, evidence, verified } = outcome;
  return { action: { action: 'COMPLETE', return: text }, explain, values, evidence, verified };
}
