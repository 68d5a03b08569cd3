// Plays a piece of music or a video: searches it, opens the one that fits title and maker, and sees that it plays.
import type { Observation } from '../../phone/phone.js';
import { type ScreenNode, subtree } from '../../phone/tree.js';
import type { Sight } from '../decider.js';
import { findButton } from '../reading/buttons.js';
import { type Choice, findChoices } from '../reading/choices.js';
import { isVisible, labelOf, wordsIn } from '../reading/nodes.js';
import { saysEmpty } from '../reading/notices.js';
import { findSearchField } from '../reading/search-entry.js';
import { foldText } from '../reading/texts.js';
import { appName, closePopups, openApp, reachSearchField, scrollTo, searchFor } from './moves/find-way.js';
import { type Brief, done, failed, goalValue, type Skill, tap } from './skill.js';

const running = /^(暂停|暂停播放|正在播放.{0,30}|播放中|pause|now playing.{0,30}|playing)$/i;
const pages = 3;

export function* play(brief: Brief): Skill {
  const title = goalValue(brief.goal, 'title');
  const by = goalValue(brief.goal, 'by');
  const app = appName(brief);
  const query = by === '' ? title : `${title} ${by}`;
  const at = yield* reachSearchField(brief, yield* openApp(brief));
  if (!at) return failed('SUBTASK_FAILED', brief.say(`在${app}里没有找到搜索框`, `${app} shows no way to search`));
  const find = (screen: Observation) => pieceOf(screen, title, by);
  const results = yield* closePopups(
    brief,
    yield* searchFor(
      brief,
      at,
      query,
      (screen) => saysEmpty(screen.tree) || (!isTyping(screen) && find(screen) !== undefined),
    ),
  );
  const place = yield* scrollTo(brief, results, find, pages);
  if (!place) return failed('SUBTASK_FAILED', brief.say(`${app}没有搜到“${query}”`, `${app} found no "${query}"`));
  const name = place.found.label;
  const opened = yield* tap(place.sight, place.found.node, brief.say(`播放“${name}”`, `Play "${name}"`), {
    until: (screen) => isPlaying(screen, title) || findButton(screen, 'play') !== undefined,
    limitMs: 5000,
  });
  const now = yield* startIt(brief, yield* closePopups(brief, opened), title);
  if (!isPlaying(now.screen, title))
    return failed('SUBTASK_FAILED', brief.say(`“${name}”没有播放起来`, `"${name}" did not start to play`));
  return done(
    now,
    brief.say(`${app}正在播放：${name}${by && `（${by}）`}`, `${app} is playing ${name}${by && ` by ${by}`}`),
    { details: { title: name, ...(by !== '' && { by }) } },
  );
}

/** The first entry with the title whose row names the maker, where one was said. */
function pieceOf(screen: Observation, title: string, by: string): Choice | undefined {
  const field = findSearchField(screen.tree, screen.sizePx);
  const isTab = (node: ScreenNode) => node.selected && node.children.length <= 1;
  const choices = findChoices(screen, [title], {
    belowPx: field ? field.bounds.bottom : 0,
    least: 'holds',
    except: isTab,
  });
  return choices.find(({ node }) => by === '' || foldText(around(node)).includes(foldText(by)));
}

/** What the entry and, when only its title can be tapped, its row say. */
function around(node: ScreenNode): string {
  const words = wordsIn(node).join(' ');
  return node.children.length > 0 || !node.parent ? words : wordsIn(node.parent).join(' ');
}

function isTyping({ tree }: Observation): boolean {
  return tree.nodes.some((node) => node.editable && node.focused);
}

function* startIt(brief: Brief, sight: Sight, title: string): Skill<Sight> {
  if (isPlaying(sight.screen, title)) return sight;
  const button = findButton(sight.screen, 'play');
  if (!button) return sight;
  return yield* tap(sight, button, brief.say('播放', 'Play'), {
    until: (screen) => isPlaying(screen, title),
    limitMs: 5000,
  });
}

/** A control that pauses, or words that say so, on a player that names the piece. */
function isPlaying({ tree }: Observation, title: string): boolean {
  const wanted = foldText(title);
  return tree.nodes.some(
    (node) =>
      isVisible(node) &&
      running.test(labelOf(node)) &&
      playerTexts(node).some((words) => foldText(words).includes(wanted)),
  );
}

/** What is written on the smallest part around a control that says more than times: a bar at the bottom, or the page. */
function playerTexts(control: ScreenNode): string[] {
  for (let part = control.parent; part; part = part.parent) {
    const texts = [...subtree(part)].filter((node) => node !== control && isVisible(node) && !node.editable);
    const words = texts.map(({ text }) => text).filter((text) => /\p{L}/u.test(text));
    if (words.length > 0) return words;
  }
  return [];
}
