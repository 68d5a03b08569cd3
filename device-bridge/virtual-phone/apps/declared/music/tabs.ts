// The first page of the music app: what is recommended, and what is one's own.
import * as ui from '../../toolkit/index.js';
import { hotSearches } from './data.js';
import { listCard, songRow } from './songs.js';
import type { Act, MusicState } from './state.js';

export function homePart(state: MusicState, act: Act): Pick<ui.Body, 'bar' | 'content'> {
  const daily = state.songs.filter((_, index) => index % 4 === 1);
  const tiles = (
    [
      ['每日推荐', 'calendar'],
      ['私人漫游', 'compass'],
      ['歌单', 'list'],
      ['排行榜', 'medal'],
    ] as const
  ).map(
    ([title, symbol], index): ui.Tile => ({
      key: title,
      title,
      art: ui.tile(symbol, index * 80),
      onTap: () =>
        title === '歌单' ? act.go('list', { id: state.playlists[0]?.id ?? '' }) : act.toast(`${title}已更新`),
    }),
  );
  return {
    bar: { search: { hint: hotSearches[0] ?? '', onTap: () => act.go('search', {}, 'search') } },
    content: [
      ui.banner({ key: 'campaign', title: '今日从《晴天》听起', hue: 350 }),
      ui.grid('entries', tiles, { columns: 4 }),
      ui.heading('推荐歌单'),
      ui.grid(
        'lists',
        state.playlists.slice(0, 6).map((list) => listCard(list, act)),
        { columns: 3, artDp: 104 },
      ),
      ui.heading('猜你喜欢'),
      ...daily.map((song) => songRow(state, act, song, daily)),
    ],
  };
}

export function minePart(state: MusicState, act: Act): Pick<ui.Body, 'bar' | 'content'> {
  const open = (id: string) => (): void => act.go('list', { id });
  const kept = state.playlists.filter(({ id }) => state.collected.includes(id));
  return {
    bar: { title: '我的' },
    content: [
      ui.row('profile', '陈先生', {
        art: ui.face('陈', { round: true }),
        note: `${state.followed.length} 关注 · 3 粉丝 · Lv.7`,
      }),
      ui.row('liked', '我喜欢的音乐', {
        art: ui.tile('heart', 350),
        note: `${state.liked.length} 首`,
        onTap: open('liked'),
      }),
      ui.row('recent', '最近播放', {
        art: ui.tile('clock', 210),
        note: `${state.recent.length} 首`,
        onTap: open('recent'),
      }),
      ui.heading('收藏的歌单'),
      kept.length === 0 && ui.nothing('list', '还没有收藏的歌单'),
      ...kept.map((list) =>
        ui.row(`kept:${list.id}`, list.name, {
          note: `by ${list.by}`,
          art: ui.photo('cover', ui.hueOf(list.name)),
          onTap: open(list.id),
        }),
      ),
    ],
  };
}
