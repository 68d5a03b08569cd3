// What finds things on Zhihu again: search, and the owner's own lists.
import * as ui from '../../toolkit/index.js';
import { answerCard, questionRow } from './parts.js';
import { type Act, answerOf, byHeat, everyAnswer, type Routes, remember, writerOf, type ZhihuState } from './state.js';

const weak = '#8590a6';

export function searchPage(state: ZhihuState, params: Routes['search'], act: Act): ui.Body {
  const query = ui.bind(params, 'query', '');
  const kind = ui.bind(params, 'kind', 'all');
  const submit = (text: string): void => {
    const submitted = text.trim();
    if (submitted === '') return;
    remember(state, submitted);
    ui.set(params, { query: submitted, submitted });
    act.reload();
  };
  const bar = { field: { key: 'query', text: query, hint: '搜索知乎内容', onSubmit: submit } };
  const { submitted } = params;
  if (submitted === undefined || submitted !== query.value.trim()) {
    return {
      bar,
      content: [
        state.searches.length > 0 &&
          ui.heading('搜索历史', { more: { text: '清空', onTap: () => ui.set(state, { searches: [] }) } }),
        ui.chips('history', state.searches, { value: '', set: submit }),
        ui.heading('大家都在搜'),
        ...byHeat(state)
          .slice(0, 6)
          .map(({ id, title }) =>
            ui.row(`trend:${id}`, title, { art: ui.sign('search', weak), artDp: 28, onTap: () => submit(title) }),
          ),
      ],
    };
  }
  const wanted = submitted.toLowerCase();
  const includes = (text: string): boolean => text.toLowerCase().includes(wanted);
  const found = state.questions.filter(
    ({ title, topic, answers }) => includes(title) || includes(topic) || answers.some(({ text }) => includes(text)),
  );
  const people = state.writers.filter(({ name, about }) => includes(name) || includes(about));
  return {
    bar,
    list: kind.value,
    pinned: [
      ui.tabs(
        'kind',
        [
          { key: 'all', text: '综合' },
          { key: 'people', text: '用户' },
        ],
        kind as ui.Bound<string>,
      ),
    ],
    content:
      kind.value === 'people'
        ? [
            people.length === 0 && ui.nothing('user', '没有找到用户'),
            ...people.map(({ id }) => writerRow(state, id, act)),
          ]
        : [
            found.length === 0 && ui.nothing('search', '没有找到相关内容', '换个关键词试试'),
            ...found.map((question) => questionRow(question, act)),
          ],
  };
}

export function listPage(state: ZhihuState, { of }: Routes['list'], act: Act): ui.Body {
  const titles = { saved: '我的收藏', agreed: '赞同过的回答', read: '最近浏览', questions: '关注的问题' };
  const clear = ui.action('trash', '清空浏览记录', () => ui.set(state, { read: [] }));
  const bar = { title: titles[of], ...(of === 'read' ? { actions: [clear] } : {}) };
  const answers =
    of === 'read'
      ? state.read.flatMap((id) => answerOf(state, id) ?? [])
      : everyAnswer(state).filter(({ answer }) => (of === 'saved' ? answer.saved : answer.vote === 'agree'));
  const questions = state.questions.filter(({ followed }) => followed);
  const content =
    of === 'questions'
      ? questions.map((question) => questionRow(question, act))
      : answers.map((entry) => answerCard(state, entry, act));
  return { bar, content: [content.length === 0 && ui.nothing('star', '这里还是空的'), ...content] };
}

function writerRow(state: ZhihuState, id: string, act: ui.Actions<Routes>): ui.Block {
  const { name, about, fans, followed } = writerOf(state, id);
  const known = state.writers.find((other) => other.id === id);
  return ui.row(`writer:${id}`, name, {
    note: about,
    lines: [`${ui.countText(fans)} 关注者`],
    art: ui.face(name, { round: true }),
    ...(known
      ? { control: ui.push(followed ? '已关注' : '+ 关注', () => ui.set(known, { followed: !followed })) }
      : {}),
    onTap: () => act.go('writer', { id }),
  });
}
