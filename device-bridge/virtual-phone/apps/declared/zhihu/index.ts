// Zhihu: questions by heat and by search, their answers by votes or time, and what one can do with an answer.
import * as ui from '../../toolkit/index.js';
import { listPage, searchPage } from './finding.js';
import { answerCard, feedPart, followsPart, hotPart, mePart } from './parts.js';
import { answerOf, dataOf, everyAnswer, open, type Routes, vote, writerOf, type ZhihuState } from './state.js';
import { writePage } from './writing.js';

const blue = '#0066ff';
const weak = '#8590a6';

export const zhihu = ui.declareApp<ZhihuState, Routes>({
  identity: {
    packageName: 'com.zhihu.android',
    label: '知乎',
    mainActivity: 'com.zhihu.android.app.ui.activity.MainActivity',
    versionName: '10.71.0',
    versionCode: 26710,
    icon: { glyph: '知', hue: 216 },
  },
  palette: {
    brand: blue,
    background: '#f6f6f6',
    cards: 'rounded',
    radius: 6,
    titleAlign: 'left',
    buttons: 'rounded',
    weak,
    text: '#191b1f',
    ids: 'none',
  },
  data: dataOf,
  home: 'home',
  loading: ['question'],
  pages: {
    home: (state, params, act) => {
      const tab = ui.bind(params, 'tab', 'feed');
      const part = {
        feed: () => feedPart(state, params, act),
        follows: () => followsPart(state, act),
        hot: () => hotPart(state, act),
        me: () => mePart(state, act),
      }[tab.value]();
      return {
        ...part,
        navigation: ui.navigation(tab, [
          ['feed', '推荐', 'home'],
          ['follows', '关注', 'users'],
          ['hot', '热榜', 'fire'],
          ['me', '我的', 'user'],
        ]),
      };
    },

    search: searchPage,
    question: (state, params, act) => {
      const question = state.questions.find(({ id }) => id === params.id);
      if (!question) return { bar: {}, content: [ui.nothing('help', '问题不存在')] };
      const order = ui.bind(params, 'order', 'votes');
      const { title, topic, views, followers, followed, answers } = question;
      const sorted = answers.toSorted((a, b) => (order.value === 'votes' ? b.votes - a.votes : b.at - a.at));
      const follow = (): void => ui.set(question, { followed: !followed, followers: followers + (followed ? -1 : 1) });
      return {
        bar: { title: '问题', actions: [ui.action('search', '搜索', () => act.go('search', {}, 'query'))] },
        content: [
          ui.paragraph(topic, { key: 'topic', sizeDp: 12, color: blue, onSurface: true }),
          ui.paragraph(title, { key: 'question', sizeDp: 20, bold: true, onSurface: true }),
          ui.facts('figures', [
            { text: ui.countText(followers), note: '关注' },
            { text: ui.countText(views), note: '浏览' },
            { text: String(answers.length), note: '回答' },
          ]),
          ui.beside('ways', [
            ui.bigButton('follow', followed ? '已关注' : '关注问题', follow, {
              kind: followed ? 'outlined' : 'filled',
            }),
            ui.bigButton('write', '写回答', () => act.go('write', { question: question.id }, 'text'), {
              kind: 'outlined',
            }),
          ]),
          ui.tabs(
            'order',
            [
              { key: 'votes', text: '默认排序' },
              { key: 'time', text: '时间排序' },
            ],
            order as ui.Bound<string>,
          ),
          ...sorted.map((answer) => {
            const { name, about } = writerOf(state, answer.writer);
            return ui.card(`answer:${answer.id}`, name, {
              art: ui.face(name, { round: true }),
              artDp: 34,
              side: ui.dayText(ui.dayAt(answer.at)),
              note: about === '' ? answer.text : `${about}\n${answer.text}`,
              noteLines: 5,
              lines: [`${answer.votes} 赞同 · ${answer.remarks.length} 评论`],
              onTap: () => open(state, answer.id, act),
            });
          }),
        ],
      };
    },

    answer: (state, params, act) => {
      const found = answerOf(state, params.id);
      if (!found) return { bar: {}, content: [ui.nothing('note', '回答已删除')] };
      const { question, answer } = found;
      const { id, name, about } = writerOf(state, answer.writer);
      const writer = state.writers.find((other) => other.id === id);
      const send = (text: string): void => {
        answer.remarks.unshift({ id: `r${state.nextId}`, by: '陈小北', text, likes: 0 });
        state.nextId += 1;
        ui.set(params, { draft: '' });
        act.blur();
        act.toast('评论已发布');
      };
      const agreed = answer.vote === 'agree';
      const save = (): void => {
        answer.saved = !answer.saved;
        act.toast(answer.saved ? '已收藏到“默认收藏夹”' : '已取消收藏');
      };
      return {
        bar: { title: '回答', actions: [ui.action('share', '分享', () => act.toast('链接已复制'))] },
        background: '#ffffff',
        list: params.id,
        content: [
          ui.paragraph(question.title, {
            key: 'question',
            sizeDp: 19,
            bold: true,
            onTap: () => act.go('question', { id: question.id }),
          }),
          ui.row('writer', name, {
            note: about,
            art: ui.face(name, { round: true }),
            ...(writer && about !== ''
              ? {
                  control: ui.push(writer.followed ? '已关注' : '+ 关注', () =>
                    ui.set(writer, { followed: !writer.followed }),
                  ),
                  onTap: () => act.go('writer', { id }),
                }
              : {}),
          }),
          ui.paragraph(answer.text, { key: 'text', sizeDp: 17 }),
          ui.paragraph(`发布于 ${ui.dayAt(answer.at)} · ${answer.votes} 人赞同`, {
            key: 'facts',
            sizeDp: 12.5,
            color: weak,
          }),
          ui.actionLine('ways', [
            {
              symbol: 'thumb-up',
              text: `${agreed ? '已赞同' : '赞同'} ${ui.countText(answer.votes)}`,
              description: agreed ? '取消赞同' : '赞同',
              on: agreed,
              onTap: () => vote(answer, 'agree'),
            },
            {
              symbol: 'down',
              text: '反对',
              description: '反对',
              on: answer.vote === 'disagree',
              onTap: () => vote(answer, 'disagree'),
            },
            {
              symbol: 'heart',
              text: answer.thanked ? '已喜欢' : '喜欢',
              description: answer.thanked ? '取消喜欢' : '喜欢',
              on: answer.thanked,
              onTap: () => ui.set(answer, { thanked: !answer.thanked }),
            },
            {
              symbol: 'star',
              text: answer.saved ? '已收藏' : '收藏',
              description: answer.saved ? '取消收藏' : '收藏',
              on: answer.saved,
              onTap: save,
            },
          ]),
          ui.heading(`评论 ${answer.remarks.length}`, { key: 'count' }),
          ...answer.remarks.map(({ id: remark, by, text, likes }) =>
            ui.row(`remark:${remark}`, text, {
              titleLines: 5,
              note: by,
              art: ui.face(by, { round: true }),
              artDp: 32,
              value: likes > 0 ? `${likes} 赞` : '',
            }),
          ),
        ],
        bottom: [
          ui.inputBar('comment', ui.bind(params, 'draft', ''), send, { hint: '理性发言，友善互动', send: '发布' }),
        ],
      };
    },

    writer: (state, { id }, act) => {
      const { name, about, fans, followed } = writerOf(state, id);
      const known = state.writers.find((other) => other.id === id);
      const own = everyAnswer(state).filter(({ answer }) => answer.writer === id);
      return {
        bar: { title: name },
        content: [
          ui.card('profile', name, { note: about, art: ui.face(name, { round: true }), artDp: 64, titleDp: 19 }),
          ui.facts('figures', [
            { text: String(own.length), note: '回答' },
            { text: ui.countText(fans), note: '关注者' },
            { text: ui.countText(own.reduce((sum, { answer }) => sum + answer.votes, 0)), note: '获赞' },
          ]),
          known &&
            ui.bigButton('follow', followed ? '已关注' : '关注 TA', () => ui.set(known, { followed: !followed }), {
              kind: followed ? 'outlined' : 'filled',
            }),
          ...own.map((entry) => answerCard(state, entry, act)),
        ],
      };
    },

    write: writePage,
    list: listPage,
  },
  open: (uri, act, state) => {
    const id = uri.pathname.slice(1);
    if (uri.host === 'questions' && state.questions.some((question) => question.id === id)) act.go('question', { id });
  },
});
