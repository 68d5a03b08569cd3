// Search: history and hot searches first, then songs, artists and lists.
import * as ui from '../../toolkit/index.js';
import { hotSearches } from './data.js';
import { miniPlayer, songRow } from './songs.js';
import type { Act, MusicState, Routes } from './state.js';

export function searchPage(state: MusicState, params: Routes['search'], act: Act): ui.Body {
  const query = ui.bind(params, 'query', '');
  const kind = ui.bind(params, 'kind', 'songs');
  const ask = (text: string): void => {
    const asked = text.trim();
    if (asked === '') return;
    ui.set(params, { query: asked, asked });
    state.searches = [asked, ...state.searches.filter((other) => other !== asked)].slice(0, 8);
    act.blur();
    act.reload();
  };
  const bar = { field: { key: 'search', text: query, hint: '搜索音乐、歌手、歌单', symbol: 'search', onSubmit: ask } };
  const { asked } = params;
  if (asked === undefined) {
    const chosen = { value: '', set: ask };
    const clear = (): void => ui.set(state, { searches: [] });
    return {
      bar,
      content: [
        ui.heading('历史', { more: { text: '清空', onTap: clear } }),
        ui.chips('history', state.searches, chosen, { clear: true }),
        ui.heading('热搜榜'),
        ...hotSearches.map((text, index) =>
          ui.row(`hot:${index + 1}`, `${index + 1}  ${text}`, { onTap: () => ask(text) }),
        ),
      ],
    };
  }
  const wanted = asked.toLowerCase();
  const fits = (...texts: string[]): boolean => {
    const all = texts.join(' ').toLowerCase();
    return wanted.split(/\s+/).every((word) => all.includes(word));
  };
  const songs = state.songs.filter(({ title, artist, album }) => fits(title, artist, album));
  const artists = [...new Set(state.songs.map(({ artist }) => artist))].filter((name) => fits(name));
  const lists = state.playlists.filter(({ name }) => fits(name));
  const found = {
    songs: () => songs.map((song) => songRow(state, act, song, songs)),
    artists: () =>
      artists.map((name) =>
        ui.row(`artist:${name}`, name, {
          art: ui.face(name, { round: true }),
          arrow: true,
          onTap: () => act.go('artist', { name }),
        }),
      ),
    lists: () =>
      lists.map((list) =>
        ui.row(`list:${list.id}`, list.name, {
          art: ui.photo('cover', ui.hueOf(list.name)),
          note: `by ${list.by}`,
          onTap: () => act.go('list', { id: list.id }),
        }),
      ),
  }[kind.value]();
  const tabs = [
    { key: 'songs', text: '单曲' },
    { key: 'artists', text: '歌手' },
    { key: 'lists', text: '歌单' },
  ];
  return {
    bar,
    pinned: [ui.tabs('kind', tabs, kind as ui.Bound<string>)],
    bottom: [miniPlayer(state, act)],
    list: kind.value,
    content: found.length > 0 ? found : [ui.nothing('search', `没有找到“${asked}”相关的内容`)],
  };
}
