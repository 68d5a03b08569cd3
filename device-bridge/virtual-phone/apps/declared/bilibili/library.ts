// What one has watched, kept, put off and followed.
import * as ui from '../../toolkit/index.js';
import { type Act, ageText, type BilibiliState, followButton, type Pages, type Video, videoRow } from './model.js';
import { quality } from './video.js';

function videosOf(state: BilibiliState, ids: readonly string[]): Video[] {
  return ids.map((id) => ui.byId(state.videos, id));
}

function removable(state: BilibiliState, act: Act, video: Video, from: string[]): ui.Block {
  const remove = (): void => act.confirm('移除', '确定移除这个视频吗？', '移除', () => ui.remove(from, video.id));
  return videoRow(state, act, video, { control: ui.tap('more', '移除', remove) });
}

export const libraryPages: Pages<'history' | 'folders' | 'folder' | 'later' | 'following' | 'compose' | 'settings'> = {
  history: (state, params, act) => {
    const query = ui.bind(params, 'query', '');
    const entries = state.history.filter(({ video }) =>
      ui.byId(state.videos, video).title.includes(query.value.trim()),
    );
    const days = [...new Set(entries.map(({ daysAgo }) => daysAgo))];
    const clear = (): void =>
      act.confirm('清空历史记录', '清空后无法恢复，确定清空吗？', '清空', () => ui.set(state, { history: [] }));
    return {
      bar: { title: '历史记录', actions: [ui.action('trash', '清空历史', clear)] },
      pinned: [ui.field('history-field', query, { hint: '搜索历史记录', symbol: 'search' })],
      content: [
        entries.length === 0 && ui.nothing('clock', '没有历史记录'),
        ...days.flatMap((day) => [
          ui.heading(ageText(day, act), { key: `day:${day}` }),
          ...entries
            .filter(({ daysAgo }) => daysAgo === day)
            .map((entry) => {
              const video = ui.byId(state.videos, entry.video);
              return videoRow(state, act, video, {
                lines: [`看到 ${ui.durationText(entry.watchedSeconds)} / ${ui.durationText(video.seconds)}`],
                control: ui.tap('trash', '删除记录', () => ui.remove(state.history, entry)),
              });
            }),
        ]),
      ],
    };
  },

  folders: (state, _params, act) => ({
    bar: {
      title: '我的收藏',
      actions: [
        ui.action('plus', '新建收藏夹', () =>
          act.prompt('新建收藏夹', '', '收藏夹名称', (name) => {
            if (name.trim() === '') return;
            state.folders.push({ id: `own${state.nextId}`, name: name.trim(), videos: [] });
            state.nextId += 1;
          }),
        ),
      ],
    },
    content: state.folders.map(({ id, name, videos }) =>
      ui.row(`folder:${id}`, name, {
        art: ui.tile('folder', 340),
        note: `${videos.length}个内容`,
        arrow: true,
        onTap: () => act.go('folder', { id }),
      }),
    ),
  }),

  folder: (state, { id }, act) => {
    const folder = ui.byId(state.folders, id);
    return {
      bar: { title: folder.name },
      content: [
        folder.videos.length === 0 && ui.nothing('star', '收藏夹是空的'),
        ...videosOf(state, folder.videos).map((video) => removable(state, act, video, folder.videos)),
      ],
    };
  },

  later: (state, _params, act) => ({
    bar: { title: '稍后再看', note: `${state.watchLater.length}个视频` },
    content: [
      state.watchLater.length === 0 && ui.nothing('play', '没有稍后再看的视频'),
      ...videosOf(state, state.watchLater).map((video) => removable(state, act, video, state.watchLater)),
    ],
  }),

  following: (state, _params, act) => ({
    bar: { title: '我的关注' },
    content: [
      state.following.length === 0 && ui.nothing('users', '还没有关注'),
      ...state.uploaders
        .filter(({ id }) => state.following.includes(id))
        .map(({ id, name, sign }) =>
          ui.row(`uploader:${id}`, name, {
            art: ui.face(name, { round: true }),
            note: sign,
            control: followButton(state, act, id),
            onTap: () => act.go('uploader', { id }),
          }),
        ),
    ],
  }),

  compose: (state, params, act) => {
    const text = ui.bind(params, 'text', '');
    const publish = (): void => {
      state.posts.unshift({ id: `p${state.nextId}`, text: text.value.trim(), likes: 0 });
      state.nextId += 1;
      act.toast('发布成功');
      act.back();
    };
    return {
      bar: {
        title: '发布动态',
        close: true,
        actions: [ui.textAction('发布', publish, { enabled: text.value.trim() !== '', color: '#fb7299' })],
      },
      background: '#ffffff',
      content: [
        ui.field('compose-text', text, { hint: '分享你的想法…', lines: 10, minLines: 6, bare: true }),
        ui.row('compose-topic', '添加话题', {
          art: ui.sign('hash'),
          arrow: true,
          onTap: () =>
            act.menu(
              '热门话题',
              ['#今天看了什么#', '#我的桌面#', '#一人食#'].map(
                (topic) => [topic, () => text.set(`${text.value}${topic}`)] as const,
              ),
            ),
        }),
      ],
    };
  },

  settings: (state, _params, act) => {
    const { settings } = state;
    const logOut = (): void =>
      act.confirm('退出登录', '退出后将无法同步历史记录', '退出', () => act.toast('请先绑定手机号'));
    return {
      bar: { title: '设置' },
      content: [
        ui.heading('播放'),
        ui.row('autoplay', '自动播放下一个视频', { control: ui.toggle(ui.bind(settings, 'autoplay'), '自动播放') }),
        ui.row('danmaku', '默认开启弹幕', { control: ui.toggle(ui.bind(settings, 'danmaku'), '弹幕') }),
        ui.row('quality', '默认清晰度', { value: settings.quality, arrow: true, onTap: () => quality(state, act) }),
        ui.heading('显示'),
        ui.row('dark', '深色模式', { control: ui.toggle(ui.bind(settings, 'darkMode'), '深色模式') }),
        ui.bigButton('logout', '退出登录', logOut, { kind: 'outlined' }),
      ],
    };
  },
};
