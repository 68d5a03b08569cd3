// A note and its author: reading, liking, collecting, commenting, following.
import * as ui from '../../toolkit/index.js';
import {
  type Act,
  ageText,
  type Comment,
  followButton,
  likesOf,
  type Note,
  nameOf,
  type Pages,
  pictureOf,
  red,
  waterfalls,
  type XiaohongshuState,
} from './model.js';

export const notePages: Pages<'note' | 'author'> = {
  note: (state, params, act) => {
    const note = state.notes.find(({ id }) => id === params.id);
    if (!note) return { bar: {}, content: [ui.nothing('note', '笔记已删除')] };
    const isOwn = note.author === 'me';
    const page = Math.min(params.page ?? 0, note.pictures.length - 1);
    const draft = ui.bind(params, 'draft', '');
    const send = (text: string): void => {
      note.comments.unshift({ id: `own${state.nextId}`, author: state.me.name, text, likes: 0, daysAgo: 0 });
      state.nextId += 1;
      draft.set('');
      act.blur();
      act.toast('评论成功');
    };
    const author = nameOf(state, note.author);
    return {
      bar: {
        title: '',
        actions: [
          ui.action(isOwn ? 'more' : 'share', isOwn ? '更多' : '分享', () =>
            isOwn ? manage(state, act, note) : share(state, act, note),
          ),
        ],
      },
      pinned: [
        ui.row('author', author, {
          art: ui.face(author, { round: true }),
          artDp: 34,
          ...(isOwn
            ? {}
            : { control: followButton(state, act, note.author), onTap: () => act.go('author', { id: note.author }) }),
        }),
      ],
      background: '#ffffff',
      content: [
        ui.hero({
          key: 'picture',
          art: pictureOf(note.pictures[page] ?? 'cover', note.hue + page * 40),
          aspect: 0.95,
          caption: `${page + 1}/${note.pictures.length}`,
          description: `图片 ${page + 1}，点击看下一张`,
          ...(note.kind === '视频' && page === 0 ? { symbol: 'play' } : {}),
          onTap: () => ui.set(params, { page: (page + 1) % note.pictures.length }),
        }),
        ui.paragraph(note.title, { key: 'note-title', sizeDp: 18, bold: true }),
        ui.paragraph(note.text, { key: 'note-text', sizeDp: 15.5 }),
        ui.chips('topics', [`#${note.topic}`], {
          value: '',
          set: (topic) => act.go('results', { query: topic.slice(1) }),
        }),
        ui.paragraph(`${ageText(note.daysAgo, act)}  ${note.place}`, {
          key: 'note-date',
          sizeDp: 12.5,
          color: '#999999',
        }),
        ui.heading(`共 ${note.comments.length} 条评论`, { key: 'comments-title', sizeDp: 14 }),
        note.comments.length === 0 && ui.nothing('comment', '这里还没有评论', '快来抢沙发'),
        ...note.comments.map((comment) => commentRow(state, act, note, comment, draft)),
      ],
      bottom: [
        ui.actionLine('reactions', reactions(state, act, note)),
        ui.inputBar('draft', draft, send, { hint: '说点什么…' }),
      ],
    };
  },

  author: (state, { id }, act) => {
    const author = ui.byId(state.authors, id);
    const notes = state.notes.filter((note) => note.author === id).toSorted((a, b) => a.daysAgo - b.daysAgo);
    const given = notes.reduce((sum, note) => sum + likesOf(state, note) + note.collects, 0);
    return {
      bar: { title: '', actions: [ui.action('message', '发私信', () => act.go('chat', { id }))] },
      content: [
        ui.card('profile', author.name, {
          art: ui.face(author.name, { round: true }),
          artDp: 68,
          bold: true,
          note: `小红书号：${9_527_000 + Number(id.slice(1)) * 131}`,
          lines: [`IP属地：${author.place}`],
          control: followButton(state, act, id),
        }),
        ui.paragraph(author.sign, { key: 'author-sign' }),
        ui.facts('figures', [
          { text: String(20 + Number(id.slice(1)) * 7), note: '关注' },
          { text: ui.countText(author.fans + (state.following.includes(id) ? 1 : 0)), note: '粉丝' },
          { text: ui.countText(given), note: '获赞与收藏' },
        ]),
        ui.heading(`笔记 ${notes.length}`, { key: 'notes-title' }),
        ...waterfalls(state, act, notes),
      ],
    };
  },
};

function reactions(state: XiaohongshuState, act: Act, note: Note): ui.PostAction[] {
  const collected = state.collected.includes(note.id);
  const collect = (): void => {
    ui.flip(state.collected, note.id);
    act.toast(collected ? '已取消收藏' : '收藏成功');
  };
  return [
    {
      symbol: 'heart',
      text: ui.countText(likesOf(state, note)),
      description: '点赞',
      on: state.liked.includes(note.id),
      onTap: () => ui.flip(state.liked, note.id),
    },
    {
      symbol: 'star',
      text: ui.countText(note.collects + (collected ? 1 : 0)),
      description: '收藏',
      on: collected,
      onTap: collect,
    },
    {
      symbol: 'comment',
      text: String(note.comments.length),
      description: '评论',
      onTap: () => act.focus('draft/field'),
    },
  ];
}

function commentRow(
  state: XiaohongshuState,
  act: Act,
  note: Note,
  comment: Comment,
  draft: ui.Bound<string>,
): ui.Block {
  const liked = state.likedComments.includes(comment.id);
  const isOwn = comment.author === state.me.name;
  return ui.row(`comment:${comment.id}`, comment.text, {
    art: ui.face(comment.author, { round: true }),
    artDp: 32,
    titleDp: 15,
    titleLines: 4,
    note: `${comment.author} · ${ageText(comment.daysAgo, act)} · ${comment.likes + (liked ? 1 : 0)} 赞`,
    control: isOwn
      ? ui.tap('trash', '删除评论', () => ui.remove(note.comments, comment))
      : ui.tap('heart', '赞评论', () => ui.flip(state.likedComments, comment.id), { color: liked ? red : '#999999' }),
    onTap: () => {
      draft.set(`回复 @${comment.author}：`);
      act.focus('draft/field');
    },
  });
}

function share(state: XiaohongshuState, act: Act, note: Note): void {
  const to = (name: string) => (): void => {
    state.shared.push({ note: note.id, to: name });
    act.toast(name === '复制链接' ? '链接已复制' : `已分享给${name}`);
  };
  act.menu(
    '分享至',
    ['微信好友', '朋友圈', 'QQ好友', '复制链接'].map((name) => [name, to(name)] as const),
  );
}

function manage(state: XiaohongshuState, act: Act, note: Note): void {
  const removal = (): void =>
    act.confirm('删除笔记', '删除后无法恢复，确定删除吗？', '删除', () => {
      ui.remove(state.notes, note);
      act.back();
    });
  act.menu('管理笔记', [
    ['权限设置', () => act.pick('谁可以看', ['公开可见', '仅自己可见', '仅互关好友可见'], ui.bind(note, 'visibility'))],
    ['删除', removal],
  ]);
}
