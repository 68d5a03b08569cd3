// Makes a new entry by a form of named fields (a contact, an address): fills each and reads it back, saves, and finds what
// was saved. What proves who somebody is comes last, so that nothing but that is left to the person when the gate stops.
import { type FormField, readFormFields } from '@farhand/shared';
import type { Observation } from '../../phone/phone.js';
import { ownersField } from '../../policy/words.js';
import type { Sight } from '../decider.js';
import { findButton } from '../reading/buttons.js';
import { asAskedFor, fieldOrChip, fieldPattern, holdsValue, isFormFor, isYes } from '../reading/form.js';
import { toastsOf } from '../reading/notices.js';
import { findSaved } from './moves/find-saved.js';
import { appName, backUntil, openApp, scrollTo } from './moves/find-way.js';
import { fillField } from './moves/form.js';
import { makesNew, openForm, reachList } from './moves/reach-form.js';
import { type Brief, done, failed, goalValue, type Outcome, type Skill, tap } from './skill.js';

const pages = 3;

export function* fillForm(brief: Brief): Skill {
  const what = goalValue(brief.goal, 'what');
  const said = readFormFields(goalValue(brief.goal, 'fields'));
  const app = appName(brief);
  if (said.length === 0) {
    const hint = brief.say('写成“姓名：李雷；电话：13800001111”', 'Write "name: Li Lei; phone: 13800001111"');
    return failed('SUBTASK_FAILED', brief.say('没有说清每一项填什么', 'It is not clear which field gets what'), hint);
  }
  const fields = [...said.filter((field) => !isOwners(field)), ...said.filter(isOwners)];
  const list = yield* reachList(brief, yield* openApp(brief), what);
  const none = failed(
    'SUBTASK_FAILED',
    brief.say(`${app}里没有找到新建“${what}”的地方`, `${app} shows no way to make a new ${what}`),
  );
  if (!list) return none;
  // What was made before an interruption, or long ago, is not made twice.
  const before = yield* findSaved(
    brief,
    list,
    what,
    said.filter((field) => !isOwners(field)),
  );
  const already = brief.say(
    `${app}里已经有这个${what}：${told(brief, said)}`,
    `${app} has this ${what} already: ${told(brief, said)}`,
  );
  if (before.saved?.unseen.length === 0) return done(before.saved.sight, already);
  const isForm = (screen: Observation) => isFormFor(screen, fields);
  // A list that was searched, or scrolled, may have lost its button.
  const isList = makesNew(before.sight.screen, what);
  const at = isList ? before.sight : yield* reachList(brief, yield* openApp(brief), what);
  const form = at && (yield* openForm(brief, at, what, isForm));
  if (!form) return none;
  const filled = yield* fillAll(brief, form, asAskedFor(form.screen, fields));
  if ('kind' in filled) return filled;
  const saved = yield* save(brief, filled, isForm);
  if ('kind' in saved) return saved;
  return yield* report(brief, saved, what, said);
}

function isOwners({ name }: FormField): boolean {
  return ownersField.test(name);
}

function* fillAll(brief: Brief, form: Sight, fields: readonly FormField[]): Skill<Sight | Outcome> {
  let now = form;
  for (const field of fields) {
    const next = yield* fillOne(brief, now, field);
    if (!next) {
      const zh = `表单里没有找到“${field.name}”，或者它没有接受“${field.value}”；没有保存`;
      const en = `The form has no "${field.name}", or it did not take "${field.value}"; nothing was saved`;
      return failed('SUBTASK_FAILED', brief.say(zh, en));
    }
    now = next;
  }
  // One field may have changed another: those in sight are read once more.
  const changed = fields.find((field) => fieldOrChip(now.screen, field) && !holdsValue(now.screen, field));
  if (!changed) return now;
  const zh = `“${changed.name}”里不是“${changed.value}”，没有保存`;
  return failed(
    'SUBTASK_FAILED',
    brief.say(zh, `"${changed.name}" does not hold "${changed.value}"; nothing was saved`),
  );
}

/** Below what is in sight, else above it. */
function* fillOne(brief: Brief, sight: Sight, wanted: FormField): Skill<Sight | undefined> {
  const find = (screen: Observation) => fieldOrChip(screen, wanted);
  const place = (yield* scrollTo(brief, sight, find, pages)) ?? (yield* scrollTo(brief, sight, find, 2 * pages, 'up'));
  if (!place) return undefined;
  const holds = (screen: Observation) => holdsValue(screen, wanted);
  const { found } = place;
  if (holds(place.sight.screen)) return place.sight;
  if ('field' in found && found.field.kind !== 'switch') {
    return yield* fillField(brief, place.sight, fieldPattern(wanted.name), wanted.value);
  }
  const node = 'chip' in found ? found.chip.node : found.field.node;
  const on = 'chip' in found || isYes(wanted.value);
  const label = 'chip' in found ? wanted.value : wanted.name;
  const explain = on
    ? brief.say(`选上“${label}”`, `Choose "${label}"`)
    : brief.say(`关掉“${label}”`, `Switch "${label}" off`);
  const now = yield* tap(place.sight, node, explain, { until: holds, limitMs: 2500 });
  return holds(now.screen) ? now : undefined;
}

function* save(brief: Brief, filled: Sight, isForm: (screen: Observation) => boolean): Skill<Sight | Outcome> {
  const place = yield* scrollTo(brief, filled, (screen) => findButton(screen, 'save'), pages);
  if (!place) return failed('SUBTASK_FAILED', brief.say('表单上没有保存按钮', 'The form has no button to save it'));
  const until = (screen: Observation) => !isForm(screen);
  const now = yield* tap(place.sight, place.found, brief.say('保存', 'Save'), { until, limitMs: 4000 });
  if (until(now.screen)) return now;
  const says = toastsOf(now.screen.tree).join(' ');
  const why = says === '' ? '' : brief.say(`：${says}`, `: ${says}`);
  return failed('SUBTASK_FAILED', brief.say(`没有保存成功${why}`, `It was not saved${why}`));
}

/** The page after saving may be the entry itself, the list, or whatever stood before. */
function* report(brief: Brief, after: Sight, what: string, fields: readonly FormField[]): Skill {
  const app = appName(brief);
  const text = brief.say(
    `已在${app}新建${what}：${told(brief, fields)}`,
    `Made a new ${what} in ${app}: ${told(brief, fields)}`,
  );
  let look = yield* findSaved(brief, after, what, fields);
  if (!look.saved) {
    const back = yield* backUntil(brief, look.sight, (screen) => screen.frameId !== look.sight.screen.frameId, 1);
    look = yield* findSaved(brief, back, what, fields);
  }
  const { saved } = look;
  if (!saved)
    return failed(
      'SUBTASK_FAILED',
      brief.say(`保存之后没有再看到这个${what}`, `The ${what} was not seen after saving`),
    );
  const { unseen } = saved;
  if (unseen.length === 0) return done(saved.sight, text);
  const names = unseen.map(({ name }) => name).join(brief.say('、', ', '));
  const note = brief.say(`；保存后没有再看到：${names}`, `; not seen again after saving: ${names}`);
  return { kind: 'done', text: text + note, evidence: [{ step: saved.sight.step, what: text }] };
}

function told(brief: Brief, fields: readonly FormField[]): string {
  return fields.map(({ name, value }) => `${name} ${value}`).join(brief.say('，', ', '));
}
