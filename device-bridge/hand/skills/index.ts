// The skills as a decider: the embedded default, which needs no model. A goal that no skill serves is refused in words
// that say what would serve it.
import type { Intent } from '@farhand/shared';
import type { Decider, Decision, Deliberation, Goal, Sight } from '../decider.js';
import { retarget } from '../retarget.js';
import { addToCart } from './add-to-cart.js';
import { setAlarm } from './alarm.js';
import { call } from './call.js';
import { favourite } from './favourite.js';
import { findPrice } from './find-price.js';
import { findHotels } from './hotel.js';
import { navigateTo } from './navigate.js';
import { writeNote } from './note.js';
import { open } from './open.js';
import { orderFood } from './order-food.js';
import { play } from './play.js';
import { post } from './post.js';
import { prepareRide } from './ride.js';
import { search } from './search.js';
import { sendMessage } from './send-message.js';
import { changeSetting } from './setting.js';
import { type Brief, briefOf, type Move, type Outcome, type Skill } from './skill.js';
import { findTickets } from './ticket.js';

const skills: Partial<Record<Intent, (brief: Brief) => Skill>> = {
  find_price: findPrice,
  search,
  add_to_cart: addToCart,
  favourite,
  send_message: sendMessage,
  ride: prepareRide,
  order_food: orderFood,
  play,
  navigate: navigateTo,
  ticket: findTickets,
  hotel: findHotels,
  alarm: setAlarm,
  note: writeNote,
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
  begin: (goal) => new SkillRun(goal),
};

/** Repeating one of these after a broken connection is safe or checked by its target; others may have been done already. */
const repeatable: ReadonlySet<string> = new Set(['CLICK', 'TYPE', 'AWAKE']);

class SkillRun implements Deliberation {
  readonly tokens = { prompt: 0, generated: 0 };
  readonly #goal: Goal;
  readonly #skill: Skill;
  #started = false;
  #last: Move | undefined;

  constructor(goal: Goal) {
    this.#goal = goal;
    const skill = (hasSkill(goal) && goal.intent && skills[goal.intent]) || unknownGoal;
    this.#skill = skill(briefOf(goal));
  }

  async next(sight: Sight): Promise<Decision> {
    const again = sight.performed ? undefined : this.#again(sight);
    if (again) return again;
    const turn = this.#started ? this.#skill.next(sight) : this.#skill.next();
    this.#started = true;
    if (turn.done) return endOf(turn.value, this.#goal);
    this.#last = turn.value;
    return turn.value;
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
