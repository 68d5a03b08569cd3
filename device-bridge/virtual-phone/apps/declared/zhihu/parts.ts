// The tabs of Zhihu's first page, and the lists that its other pages share.
import * as ui from '../../toolkit/index.js';
import {
  type Act,
  best,
  byHeat,
  everyAnswer,
  open,
  type Question,
  type Routes,
  writerOf,
  type ZhihuState,
} from './state.js';
import { topics } from './tables.js';

type Part = Pick<ui.Body, 'bar' | 'content' | 'pinned' | 'feed' | 'list'>;
type Found = ReturnType<typeof everyAnswer>[number];

const blue = '#0066ff';
const all = '推荐';

export function answerCard(state: ZhihuState, { question, answer }: Found, act: Act): ui.Block {
  const { name } = writerOf(state, answer.writer);
  return ui.card(`answer:${answer.id}`, question.title, {
    titleLines: 2,
    bold: true,
    note: `${name}：${answer.text}`,
    noteLines: 3,
    lines: [`${ui.countText(answer.votes)} 赞同 · ${answer.remarks.length} 评论`],
    onTap: () => open(state, answer.id, act),
  });
}

function searchBar(state: ZhihuState, act: Act): ui.Bar {
  const hint = byHeat(state)[0]?.title ?? '搜索知乎内容';
  return { search: { hint, onTap: () => act.go('search', {}, 'query') } };
}

export function feedPart(state: ZhihuState, params: Routes['home'], act: Act): Part {
  const topic = ui.bind(params, 'topic', all);
  const shown = state.questions
    .filter((question) => topic.value === all || question.topic === topic.value)
    .flatMap((question) => {
      const answer = best(question);
      return answer ? [{ question, answer }] : [];
    });
  return {
    bar: searchBar(state, act),
    pinned: [ui.chips('topic', [all, ...topics], topic, { oneLine: true })],
    list: `feed-${topic.value}`,
    feed: { size: 8, endText: '已经到底了' },
    content: shown.map((entry) => answerCard(state, entry, act)),
  };
}

export function followsPart(state: ZhihuState, act: Act): Part {
  const isFollowed = (id: string): boolean => writerOf(state, id).followed;
  const shown = everyAnswer(state)
    .filter(({ question, answer }) => question.followed || isFollowed(answer.writer))
    .sort((a, b) => b.answer.at - a.answer.at);
  return {
    bar: { title: '关注', large: true },
    list: 'follows',
    content: [
      shown.length === 0 && ui.nothing('users', '还没有关注的内容'),
      ...shown.map((entry) => answerCard(state, entry, act)),
    ],
  };
}

export function hotPart(state: ZhihuState, act: Act): Part {
  return {
    bar: { title: '热榜', large: true },
    list: 'hot',
    content: byHeat(state).map((question, index) => hotCard(question, index + 1, act)),
  };
}

function hotCard({ id, title, heat, answers }: Question, rank: number, act: Act): ui.Block {
  return ui.card(`hot:${rank}`, title, {
    titleLines: 2,
    bold: true,
    art: ui.tile(String(rank), rank < 4 ? 8 : 215),
    artDp: 30,
    note: `${heat} 万热度 · ${answers.length} 个回答`,
    onTap: () => act.go('question', { id }),
  });
}

export function mePart(state: ZhihuState, act: Act): Part {
  const answers = everyAnswer(state);
  const line = (of: Routes['list']['of'], title: string, symbol: string, count: number): ui.Block =>
    ui.row(of, title, {
      art: ui.sign(symbol, blue),
      value: String(count),
      arrow: true,
      onTap: () => act.go('list', { of }),
    });
  return {
    bar: { title: '我的', large: true },
    list: 'me',
    content: [
      ui.card('profile', '陈小北', {
        note: '爱提问的人 · 加入知乎 6 年',
        art: ui.face('陈小北', { round: true }),
        artDp: 56,
      }),
      ui.facts('figures', [
        { text: String(answers.filter(({ answer }) => answer.writer === 'me').length), note: '回答' },
        { text: String(state.writers.filter(({ followed }) => followed).length), note: '关注' },
        { text: '26', note: '关注者' },
      ]),
      ui.group('lists', [
        line('saved', '我的收藏', 'star', answers.filter(({ answer }) => answer.saved).length),
        line('agreed', '赞同过的回答', 'thumb-up', answers.filter(({ answer }) => answer.vote === 'agree').length),
        line('questions', '关注的问题', 'help', state.questions.filter(({ followed }) => followed).length),
        line('read', '最近浏览', 'clock', state.read.length),
      ]),
    ],
  };
}

export function questionRow({ id, title, answers, followers }: Question, act: Act): ui.Block {
  return ui.card(`question:${id}`, title, {
    titleLines: 2,
    bold: true,
    note: `${answers.length} 个回答 · ${ui.countText(followers)} 关注`,
    onTap: () => act.go('question', { id }),
  });
}
