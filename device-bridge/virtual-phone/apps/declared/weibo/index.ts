// Weibo: a feed, the hot searches with their ranks, search, and posts to like, pass on, comment and write.
import * as ui from '../../toolkit/index.js';
import { listPage, searchPage } from './finding.js';
import { feedPart, hotPart, mePart, postBlock } from './parts.js';
import {
  agoText,
  authorOf,
  comment,
  commentCount,
  dataOf,
  like,
  publish,
  type Routes,
  type WeiboState,
} from './state.js';

const orange = '#ff8200';
const longestPost = 2000;

export const weibo = ui.declareApp<WeiboState, Routes>({
  identity: {
    packageName: 'com.sina.weibo',
    label: '微博',
    mainActivity: 'com.sina.weibo.MainTabActivity',
    versionName: '15.11.2',
    versionCode: 6841,
    icon: { glyph: 'eye', hue: 18 },
  },
  activities: {
    search: 'com.sina.weibo.page.SearchResultActivity',
    post: 'com.sina.weibo.feed.DetailWeiboActivity',
    compose: 'com.sina.weibo.composerinde.ComposerDispatchActivity',
    user: 'com.sina.weibo.page.ProfileInfoActivity',
  },
  palette: { brand: orange, background: '#f2f2f2', cards: 'flat', tabs: 'bold', ids: 'shrunk', weak: '#939393' },
  data: dataOf,
  home: 'home',
  loading: ['user'],
  pages: {
    home: (state, params, act) => {
      const tab = ui.bind(params, 'tab', 'feed');
      const part = {
        feed: () => feedPart(state, params, act),
        hot: () => hotPart(state, act),
        me: () => mePart(state, act),
      }[tab.value]();
      return {
        ...part,
        list: `${tab.value}-${params.feed ?? ''}`,
        navigation: ui.navigation(tab, [
          ['feed', '首页', 'home'],
          ['hot', '热搜', 'fire'],
          ['me', '我', 'user'],
        ]),
      };
    },

    search: searchPage,
    post: (state, params, act) => {
      const shown = state.posts.find(({ id }) => id === params.id);
      if (!shown) return { bar: {}, content: [ui.nothing('note', '微博已删除')] };
      const order = ui.bind(params, 'order', 'hot');
      const list = shown.comments.toSorted((a, b) => (order.value === 'hot' ? b.likes - a.likes : b.at - a.at));
      const remove = (): void =>
        act.confirm('删除微博', '确定删除这条微博吗？', '删除', () => {
          ui.remove(state.posts, shown);
          act.back();
        });
      const more = (): void =>
        act.menu('更多', [
          [shown.saved ? '取消收藏' : '收藏', () => ui.set(shown, { saved: !shown.saved })],
          ['查看主页', () => act.go('user', { id: shown.author })],
          ...(shown.author === 'me' ? ([['删除微博', remove]] as const) : []),
        ]);
      const send = (text: string): void => {
        comment(state, shown, text, act.now());
        ui.set(params, { draft: '', order: 'new' });
        act.blur();
        act.toast('评论成功');
      };
      return {
        bar: { title: '微博正文', actions: [ui.action('more', '更多', more)] },
        content: [
          postBlock(state, shown, act, true),
          ui.heading(`评论 ${commentCount(shown)}`, { key: 'count', sizeDp: 14 }),
          ui.tabs(
            'order',
            [
              { key: 'hot', text: '按热度' },
              { key: 'new', text: '按时间' },
            ],
            order as ui.Bound<string>,
          ),
          list.length === 0 && ui.nothing('comment', '还没有评论', '来说两句'),
          ...list.map((entry) =>
            ui.row(`comment:${entry.id}`, entry.text, {
              titleLines: 6,
              note: `${entry.by} · ${agoText(entry.at, act.now())}`,
              art: ui.face(entry.by, { round: true }),
              artDp: 36,
              value: entry.likes > 0 ? ui.countText(entry.likes) : '',
              control: ui.tap('thumb-up', entry.liked ? '取消赞评论' : `赞 ${entry.by} 的评论`, () => like(entry), {
                color: entry.liked ? orange : '#939393',
              }),
            }),
          ),
          shown.more > 0 &&
            ui.paragraph(`其余 ${shown.more} 条评论需在网页查看`, { key: 'rest', align: 'center', sizeDp: 13 }),
        ],
        bottom: [ui.inputBar('write', ui.bind(params, 'draft', ''), send, { hint: '写评论', send: '发送' })],
      };
    },

    user: (state, { id }, act) => {
      const { name, about, fans, followed } = authorOf(state, id);
      const known = state.authors.find((author) => author.id === id);
      const own = state.posts.filter(({ author }) => author === id);
      return {
        bar: { title: name },
        feed: { size: 8, endText: '没有更多微博了' },
        content: [
          ui.card('profile', name, {
            note: about,
            noteLines: 2,
            art: ui.face(name, { round: true }),
            artDp: 64,
            titleDp: 19,
          }),
          ui.facts('figures', [
            { text: ui.countText(fans), note: '粉丝' },
            { text: String(own.length), note: '微博' },
            { text: ui.countText(own.reduce((sum, { likes }) => sum + likes, 0)), note: '获赞' },
          ]),
          known &&
            ui.bigButton('follow', followed ? '已关注' : '+ 关注', () => ui.set(known, { followed: !followed }), {
              kind: followed ? 'outlined' : 'filled',
            }),
          ui.heading('全部微博'),
          own.length === 0 && ui.nothing('note', '还没有发过微博'),
          ...own.map((entry) => postBlock(state, entry, act)),
        ],
      };
    },

    compose: (state, params, act) => {
      const text = ui.bind(params, 'text', '');
      const original = state.posts.find(({ id }) => id === params.original);
      const written = text.value.trim() || (original ? '转发微博' : '');
      const leave = (): boolean => {
        if (text.value === '') return false;
        act.confirm('放弃编辑？', '写好的内容不会保留。', '放弃', () => act.back());
        return true;
      };
      const send = (): void => {
        publish(state, written, params.original ?? '', act.now());
        act.toast(original ? '转发成功' : '发布成功');
        act.home();
      };
      return {
        bar: {
          title: original ? '转发微博' : '写微博',
          note: '陈小北',
          close: true,
          onBack: () => leave() || act.back(),
          actions: [ui.textAction('发送', send, { enabled: written !== '', color: orange })],
        },
        background: '#ffffff',
        onBack: leave,
        content: [
          ui.field('text', text, {
            hint: original ? '说说分享心得…' : '分享新鲜事…',
            lines: 16,
            minLines: 5,
            bare: true,
          }),
          ui.paragraph(`还可以写 ${longestPost - text.value.length} 字`, { key: 'left', sizeDp: 12, align: 'right' }),
          original &&
            ui.card('original', `@${authorOf(state, original.author).name}`, { note: original.text, noteLines: 3 }),
          ui.row('topic', '添加话题', {
            art: ui.sign('hash', orange),
            arrow: true,
            onTap: () =>
              act.pick(
                '热门话题',
                state.hot.slice(0, 12).map(({ title }) => title),
                { value: '', set: (title) => text.set(`${text.value}#${title}# `) },
              ),
          }),
        ],
      };
    },

    list: listPage,
  },
});
