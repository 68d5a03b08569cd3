// Publishes a text, exactly as given, and finds it afterwards. The gate asks for consent before the button that
// publishes, unless it was given already.
import type { Observation } from '../../phone/phone.js';
import type { ScreenNode } from '../../phone/tree.js';
import type { Sight } from '../decider.js';
import { findButton, findButtons } from '../reading/buttons.js';
import { findChoice } from '../reading/choices.js';
import { writingFields } from '../reading/editor.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import { toastsOf } from '../reading/notices.js';
import { clean } from '../reading/texts.js';
import { appName, openPart, scrollTo } from './moves/find-way.js';
import { writeText } from './moves/write-text.js';
import { type Brief, done, failed, type Skill, tap } from './skill.js';

/** What kind of post a "+" asks for. */
const kinds = [
  '写微博',
  '发微博',
  '文字',
  '写文字',
  '纯文字',
  '发文字',
  '写动态',
  '动态',
  '写想法',
  '发想法',
  '想法',
  '写笔记',
  '发图文',
  '图文',
  'text',
  'post',
  'tweet',
];
const published = /(发布成功|发送成功|已发布|已发送|发表成功|posted|published|your (post|tweet) was sent)/i;
const doors = 3;
/** What is written in a post begins above this share of the display. */
const bodyShare = 0.6;

export function* post(brief: Brief): Skill {
  const text = brief.goal.values.text ?? '';
  const app = appName(brief);
  const opened = yield* openPart(brief);
  const editor = yield* reachEditor(brief, opened);
  if (!editor) {
    return failed(
      'SUBTASK_FAILED',
      brief.say(`${app}里没有找到写新内容的地方`, `${app} shows no place to write a post`),
    );
  }
  const written = yield* writeText(brief, editor, bodyField, text, brief.say('写下内容', 'Write the post'));
  if ('kind' in written) return written;
  const button = findButton(written.screen, 'publish');
  if (!button) return failed('SUBTASK_FAILED', brief.say('没有找到发布的按钮', 'There is no button to publish'));
  const isOut = (screen: Observation) =>
    bodyField(screen) === undefined || toastsOf(screen.tree).some((said) => published.test(said));
  const sent = yield* tap(written, button, brief.say('发布', 'Publish'), { until: isOut, limitMs: 5000 });
  return yield* verify(brief, sent, text);
}

function* reachEditor(brief: Brief, sight: Sight): Skill<Sight | undefined> {
  const canWrite = (screen: Observation) => bodyField(screen) !== undefined;
  let now = sight;
  const tried: string[] = [];
  for (let door = 0; door < doors && !canWrite(now.screen); door++) {
    const except = (node: ScreenNode) => tried.includes(nameOf(node));
    const button =
      findChoice(now.screen, kinds, { least: 'same', except })?.node ?? findButtons(now.screen, 'write', { except })[0];
    if (!button) return undefined;
    tried.push(nameOf(button));
    now = yield* tap(now, button, brief.say('写新内容', 'Begin a post'), { until: canWrite, limitMs: 2500 });
  }
  return canWrite(now.screen) ? now : undefined;
}

function nameOf(node: ScreenNode): string {
  return `${labelOf(node)} ${node.bounds.top} ${node.children.map(labelOf).join(' ')}`;
}

/** A line at the bottom of a page is for what others wrote. */
function bodyField(screen: Observation): ScreenNode | undefined {
  const [tallest] = writingFields(screen);
  return tallest && tallest.bounds.top < screen.sizePx.heightPx * bodyShare ? tallest : undefined;
}

function* verify(brief: Brief, sent: Sight, text: string): Skill {
  const app = appName(brief);
  const wanted = clean(text);
  const shows = (screen: Observation) =>
    screen.tree.nodes.find((node) => isVisible(node) && !node.editable && clean(labelOf(node)).includes(wanted));
  const said = brief.say(`已在${app}发布：${text}`, `Published on ${app}: ${text}`);
  const place = bodyField(sent.screen) ? undefined : yield* scrollTo(brief, sent, shows, 2);
  if (place) return done(place.sight, said);
  const toast = toastsOf(sent.screen.tree).find((words) => published.test(words));
  if (toast) return { kind: 'done', text: said, evidence: [{ step: sent.step, what: toast }], verified: true };
  return failed('SUBTASK_FAILED', brief.say(`没有看到“${text}”发布出去`, `Nothing shows that "${text}" was published`));
}
