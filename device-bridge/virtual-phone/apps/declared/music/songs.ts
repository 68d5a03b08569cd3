// Songs and lists as several pages show them, and the small player below.
import * as ui from '../../toolkit/index.js';
import type { Playlist, Song } from './data.js';
import { type Act, type MusicState, play, songOf, step, turn } from './state.js';

export function songRow(state: MusicState, act: Act, song: Song, queue: readonly Song[], index?: number): ui.Block {
  const more = (): void =>
    act.menu(song.title, [
      [state.liked.includes(song.id) ? '取消喜欢' : '喜欢', () => ui.flip(state.liked, song.id)],
      ['查看评论', () => act.go('comments', { song: song.id })],
      [`歌手：${song.artist}`, () => act.go('artist', { name: song.artist })],
    ]);
  const playing = state.player.song === song.id;
  return ui.row(`song:${song.id}`, index === undefined ? song.title : `${index + 1}  ${song.title}`, {
    note: `${song.artist} - ${song.album}`,
    ...(song.vip ? { side: 'VIP' } : {}),
    ...(playing ? { color: '#ec4141' } : {}),
    control: ui.tap('more', `${song.title}的更多操作`, more),
    onTap: () => play(state, act, song, queue),
  });
}

export function listCard(list: Playlist, act: Act): ui.Tile {
  return {
    key: list.id,
    title: list.name,
    art: ui.photo('cover', ui.hueOf(list.name)),
    note: `▶ ${ui.roughCount(list.plays)}`,
    onTap: () => act.go('list', { id: list.id }),
  };
}

/** The small player above the bottom of every page. */
export function miniPlayer(state: MusicState, act: Act): ui.Block | undefined {
  const song = songOf(state, state.player.song);
  return (
    song &&
    ui.playerBar({
      key: 'mini',
      title: song.title,
      note: song.artist,
      art: ui.photo('cover', ui.hueOf(song.album)),
      isPlaying: state.player.playing,
      onToggle: () => turn(state, act),
      onNext: () => step(state, act, 1),
      onTap: () => act.go('player', {}),
    })
  );
}
