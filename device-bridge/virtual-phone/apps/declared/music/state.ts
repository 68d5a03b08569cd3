// What the music app remembers, and what playing does to it.
import * as ui from '../../toolkit/index.js';
import type { Playlist, Song } from './data.js';

export interface MusicState {
  songs: Song[];
  playlists: Playlist[];
  liked: string[];
  collected: string[];
  followed: string[];
  /** What sounds, or would if it were not held: song, place in it at `at`, and the songs that follow. */
  player: {
    song: string;
    playing: boolean;
    seconds: number;
    at: number;
    queue: string[];
    mode: 'list' | 'one' | 'random';
  };
  recent: string[];
  searches: string[];
  comments: { song: string; author: string; text: string; likes: number; mine: boolean }[];
}

export interface Routes {
  home: { tab?: 'home' | 'mine' };
  search: { query?: string; asked?: string; kind?: 'songs' | 'artists' | 'lists' };
  artist: { name: string };
  list: { id: string };
  player: { lyrics?: boolean };
  comments: { song: string; draft?: string };
}

export type Act = ui.Actions<Routes>;

export function songOf(state: MusicState, id: string): Song | undefined {
  return state.songs.find((song) => song.id === id);
}

export function playedSeconds({ player, songs }: MusicState, now: number): number {
  const length = songs.find(({ id }) => id === player.song)?.seconds ?? 0;
  return Math.min(length, player.seconds + (player.playing ? (now - player.at) / 1000 : 0));
}

export function play(state: MusicState, act: Act, song: Song, queue: readonly Song[]): void {
  const { mode } = state.player;
  state.player = { song: song.id, playing: true, seconds: 0, at: act.now(), queue: queue.map(({ id }) => id), mode };
  state.recent = [song.id, ...state.recent.filter((id) => id !== song.id)].slice(0, 30);
}

export function turn(state: MusicState, act: Act): void {
  const seconds = playedSeconds(state, act.now());
  ui.set(state.player, { playing: !state.player.playing, seconds, at: act.now() });
}

export function step(state: MusicState, act: Act, by: 1 | -1): void {
  const { queue, song } = state.player;
  const at = (queue.indexOf(song) + by + queue.length) % Math.max(1, queue.length);
  const next = songOf(state, queue[at] ?? song);
  if (next)
    play(
      state,
      act,
      next,
      queue.flatMap((id) => songOf(state, id) ?? []),
    );
}
