import { beforeEach, expect, test } from 'vitest';
import { AppStage } from '../../testing/app-stage.js';
import { zhihu } from './index.js';
import { answerOf, type ZhihuState } from './state.js';

const definition = zhihu(7);
const state = (): ZhihuState => definition.state() as ZhihuState;
let stage: AppStage;

beforeEach(() => {
  definition.reset(7);
  stage = new AppStage([definition]);
});

function openQuestion(words: string): void {
  stage.tap('搜索');
  stage.type(words);
  stage.submit();
  stage.tap(stage.views().find(({ key }) => key.startsWith('question:'))?.key ?? '');
}

test('the hot list is in order of heat and leads to questions', () => {
  stage.tap('热榜');
  const [first] = state().questions.toSorted((a, b) => b.heat - a.heat);
  stage.tap('hot:1');
  expect(stage.get('question').text).toBe(first?.title);
});

test('answers stand by votes or by time', () => {
  openQuestion('租房');
  const shown = (): string[] =>
    stage.views().flatMap(({ key }) => (/^answer:\w+$/.test(key) ? [key.slice('answer:'.length)] : []));
  const values = (key: 'votes' | 'at'): number[] => shown().map((id) => answerOf(state(), id)?.answer[key] ?? 0);
  expect(values('votes')).toEqual(values('votes').toSorted((a, b) => b - a));
  stage.tap('时间排序');
  expect(shown().length).toBeGreaterThan(1);
  expect(values('at')).toEqual(values('at').toSorted((a, b) => b - a));
});

test('an answer is agreed with, collected, and its writer followed', () => {
  openQuestion('红烧肉');
  stage.tap(stage.views().find(({ key }) => key.startsWith('answer:'))?.key ?? '');
  const id = state().read[0] ?? '';
  const before = answerOf(state(), id)?.answer.votes ?? 0;
  stage.tap('赞同');
  stage.tap('收藏');
  stage.tap('writer/button');
  const answer = answerOf(state(), id)?.answer;
  expect(answer).toMatchObject({ vote: 'agree', votes: before + 1, saved: true });
  stage.tap('取消赞同');
  expect(answerOf(state(), id)?.answer.votes).toBe(before);
});

test('a question is followed and answered', () => {
  openQuestion('失眠');
  stage.tap('follow');
  stage.tap('写回答');
  stage.type('固定起床时间，其他都是次要的。');
  stage.tap('发布');
  const question = state().questions.find(({ title }) => title.startsWith('失眠'));
  expect(question?.followed).toBe(true);
  expect(question?.answers.at(-1)).toMatchObject({ writer: 'me', text: '固定起床时间，其他都是次要的。' });
});
