// Writes a note: a new one, the text in its largest field, saved the way the app saves; then finds it in the list.
import type { Observation } from '../../phone/phone.js';
import type { ScreenNode } from '../../phone/tree.js';
import type { Sight } from '../decider.js';
import { findButton } from '../reading/buttons.js';
import { findChoice } from '../reading/choices.js';
import { writingFields } from '../reading/editor.js';
import { heightPx, isVisible, wordsIn } from '../reading/nodes.js';
import { findRows } from '../reading/rows.js';
import { clean } from '../reading/texts.js';
import { appName, backUntil, enterNamed, openApp, scrollTo } from './moves/find-way.js';
import { writeText } from './moves/write-text.js';
import { type Brief, done, failed, goalValue, type Outcome, press, type Skill, tap } from './skill.js';

/** What kind of entry a "+" asks for. */
const kinds = ['文字笔记', '文本笔记', '新建笔记', '写笔记', '文字', '笔记', '备忘录', 'text note', 'note', 'text'];
/** An editor alone on its page takes more than this share of the display. */
const editorShare = 0.12;
const longestOpening = 24;
const todoWords = /待办|to-?do|提醒|清单/i;
const todoNames = ['待办', '待办事项', '清单', 'to-do', 'to do', 'tasks', 'reminders'];

export function* writeNote(brief: Brief): Skill {
  const text = brief.goal.values.text ?? '';
  const title = goalValue(brief.goal, 'title');
  const list = goalValue(brief.goal, 'list');
  if (list !== '') return yield* writeEntry(brief, list, title === '' ? text : `${title} ${text}`);
  const opened = yield* openApp(brief);
  const editor = yield* newNote(brief, opened);
  if (!editor) {
    const zh = `${appName(brief)}里没有找到写新笔记的地方`;
    return failed('SUBTASK_FAILED', brief.say(zh, `${appName(brief)} shows no place to write a new note`));
  }
  const titled = title === '' ? undefined : yield* writeTitle(brief, editor, title);
  if (titled && 'kind' in titled) return titled;
  // An editor without a field for the title has it as its first line.
  const body = title === '' || titled ? text : `${title}\n${text}`;
  const written = yield* writeText(brief, titled ?? editor, bodyField, body, brief.say('写下内容', 'Write it down'));
  return 'kind' in written ? written : yield* saveAndFind(brief, written, title === '' ? text : title);
}

/** Nothing where the editor has one field alone. */
function* writeTitle(brief: Brief, editor: Sight, title: string): Skill<Sight | Outcome | undefined> {
  const fieldOf = (screen: Observation) => writingFields(screen).find((node) => node !== bodyField(screen));
  if (!fieldOf(editor.screen)) return undefined;
  return yield* writeText(brief, editor, fieldOf, title, brief.say('写下标题', 'Write the title'));
}

/** A list of single lines, such as things to do: a field, and a button or the enter key that adds it. */
function* writeEntry(brief: Brief, list: string, text: string): Skill {
  const app = appName(brief);
  const opened = yield* openApp(brief);
  const names = [list, ...(todoWords.test(list) ? todoNames : [])];
  const hasField = (screen: Observation) => entryField(screen) !== undefined;
  const page = yield* enterNamed(brief, opened, names, hasField, { least: 'begins' });
  const line = text.replaceAll(/\s*\n\s*/g, ' ').trim();
  if (!page) return failed('SUBTASK_FAILED', brief.say(`${app}里没有找到“${list}”`, `${app} shows no "${list}"`));
  const written = yield* writeText(brief, page, entryField, line, brief.say('写下内容', 'Write it down'));
  if ('kind' in written) return written;
  const isIn = (screen: Observation) =>
    entryField(screen)?.text !== line &&
    screen.tree.nodes.some((node) => isVisible(node) && !node.editable && clean(node.text) === clean(line));
  const button = findButton(written.screen, 'add');
  const added = button
    ? yield* tap(written, button, brief.say('添加', 'Add it'), { until: isIn, limitMs: 3000 })
    : yield* press('enter', brief.say('添加', 'Add it'), { until: isIn, limitMs: 3000 });
  if (!isIn(added.screen))
    return failed('SUBTASK_FAILED', brief.say(`“${list}”里没有看到这一条`, `"${list}" does not show it`));
  return done(added, brief.say(`已在${app}的${list}里记下：${line}`, `Noted in ${list} of ${app}: ${line}`));
}

function entryField({ tree, sizePx }: Observation): ScreenNode | undefined {
  const fields = tree.nodes.filter((node) => node.editable && isVisible(node) && !node.password);
  return fields.find((node) => heightPx(node) < sizePx.heightPx * editorShare && !/搜索|search/i.test(node.hint));
}

function* newNote(brief: Brief, sight: Sight): Skill<Sight | undefined> {
  if (bodyField(sight.screen)) return sight;
  const add = findButton(sight.screen, 'add');
  if (!add) return undefined;
  const canWrite = (screen: Observation) => bodyField(screen) !== undefined;
  const now = yield* tap(sight, add, brief.say('新建笔记', 'Begin a new note'), { until: canWrite, limitMs: 3000 });
  if (canWrite(now.screen)) return now;
  const kind = findChoice(now.screen, kinds, { least: 'same', except: (node) => node === add });
  if (!kind) return undefined;
  const after = yield* tap(now, kind.node, brief.say(`选择“${kind.label}”`, `Choose "${kind.label}"`), {
    until: canWrite,
    limitMs: 3000,
  });
  return canWrite(after.screen) ? after : undefined;
}

/** A single line in a page of other things is a quick entry, and no editor. */
function bodyField(screen: Observation): ScreenNode | undefined {
  const [tallest, ...more] = writingFields(screen);
  return tallest && (heightPx(tallest) > screen.sizePx.heightPx * editorShare || more.length > 0) ? tallest : undefined;
}

function* saveAndFind(brief: Brief, written: Sight, text: string): Skill {
  const isLeft = (screen: Observation) => bodyField(screen) === undefined;
  const button = findButton(written.screen, 'save');
  let now = button
    ? yield* tap(written, button, brief.say('保存笔记', 'Save the note'), { until: isLeft, limitMs: 3000 })
    : yield* press('back', brief.say('返回并保存', 'Go back and save'), { until: isLeft, limitMs: 3000 });
  now = yield* backUntil(brief, now, isLeft);
  const opening = clean(text.split('\n').find((line) => line.trim() !== '') ?? '').slice(0, longestOpening);
  const place = yield* scrollTo(
    brief,
    now,
    (screen) => findRows(screen).find(({ node }) => wordsIn(node).some((words) => clean(words).includes(opening))),
    3,
  );
  const app = appName(brief);
  if (!place)
    return failed(
      'SUBTASK_FAILED',
      brief.say(`${app}的列表里没有看到这条笔记`, `The list of ${app} does not show the note`),
    );
  return done(place.sight, brief.say(`已在${app}记下：${text}`, `Noted in ${app}: ${text}`), {
    details: { shown: place.found.lines.join(' · ') },
  });
}
