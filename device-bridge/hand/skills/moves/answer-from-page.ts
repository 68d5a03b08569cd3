// Reads from a page what was asked: the lines that answer, or its longest text where the question only names a matter.
import type { Observation } from '../../../phone/phone.js';
import type { Sight } from '../../decider.js';
import { saysEnd } from '../../reading/notices.js';
import { pageBody, pageFacts } from '../../reading/page-facts.js';
import { answeringLines, answersAll, phoneNumber, type Question } from '../../reading/question.js';
import { type Brief, done, failed, type Outcome, type Skill } from '../skill.js';
import { appName, scrollTo } from './find-way.js';

const pages = 3;
const longestBody = 2000;

/** Down the page until everything asked for was seen; without a kind of answer, its longest text is it. */
export function* answerFromPage(brief: Brief, page: Sight, question: Question, title: string): Skill<Outcome> {
  const facts: string[] = [];
  const isAnswered = (screen: Observation) => {
    for (const fact of pageFacts(screen)) if (!facts.includes(fact)) facts.push(fact);
    return answersAll(question, facts) || saysEnd(screen.tree) ? true : undefined;
  };
  if (question.kinds.length === 0) {
    const body = pageBody(page.screen).slice(0, longestBody);
    if (body.length > title.length)
      return done(page, `${title}${brief.say('：\n', ':\n')}${body}`, { details: { title, text: body } });
  }
  const place = yield* scrollTo(brief, page, isAnswered, pages);
  const said = answeringLines(question, facts);
  if (said.length > 0) return tell(brief, place?.sight ?? page, title, said);
  const app = appName(brief);
  const zh = `${app}的“${title}”里没有看到答案`;
  return failed('SUBTASK_FAILED', brief.say(zh, `"${title}" in ${app} does not say it`));
}

/** Phone numbers are told as they are dialled. */
export function tell(brief: Brief, sight: Sight, title: string, lines: readonly string[]): Outcome {
  const said = lines.map((line) => line.replace(phoneNumber, (number) => number.replaceAll(/[ -]/g, '')));
  const text = said.join(brief.say('；', '; '));
  const whole = [title, text].filter((part) => part !== '').join(brief.say('：', ': '));
  return done(sight, whole, { details: { ...(title !== '' && { title }), answer: text } });
}
