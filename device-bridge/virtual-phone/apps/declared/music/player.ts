// The page of what is playing.
import * as ui from '../../toolkit/index.js';
import { type Act, type MusicState, playedSeconds, type Routes, songOf, step, turn } from './state.js';

const modes = { list: ['列表循环', 'repeat'], one: ['单曲循环', 'refresh'], random: ['随机播放', 'swap'] } as const;

export function playerPage(state: MusicState, params: Routes['player'], act: Act): ui.Body {
  const { player } = state;
  const song = songOf(state, player.song);
  if (!song) return { bar: {}, content: [ui.nothing('music', '还没有播放歌曲')] };
  const now = playedSeconds(state, act.now());
  const isLiked = state.liked.includes(song.id);
  const [modeText, modeSymbol] = modes[player.mode];
  const next = { list: 'one', one: 'random', random: 'list' } as const;
  const seek = (share: number): void => ui.set(player, { seconds: Math.round(share * song.seconds), at: act.now() });
  const button = (symbol: string, text: string, onTap: () => void, on?: boolean): ui.PostAction => ({
    symbol,
    text: '',
    description: text,
    on,
    onTap,
  });
  return {
    bar: {
      title: song.title,
      note: song.artist,
      close: true,
      actions: [ui.action('share', '分享', () => act.toast('已复制链接'))],
    },
    background: '#ffffff',
    ...(player.playing ? { refreshMs: 1000 } : {}),
    content: [
      params.lyrics
        ? ui.paragraph(`${song.title}\n作词：${song.artist}\n作曲：${song.artist}\n（纯音乐或歌词暂未收录）`, {
            key: 'lyrics',
            align: 'center',
          })
        : ui.hero({
            key: 'cover',
            art: ui.photo('cover', ui.hueOf(song.album)),
            aspect: 1.1,
            description: '封面',
            onTap: () => ui.set(params, { lyrics: true }),
          }),
    ],
    bottom: [
      ui.actionLine('about', [
        button('heart', isLiked ? '取消喜欢' : '喜欢', () => ui.flip(state.liked, song.id), isLiked),
        button('comment', '评论', () => act.go('comments', { song: song.id })),
        button('user', `歌手${song.artist}`, () => act.go('artist', { name: song.artist })),
      ]),
      ui.seek({
        key: 'seek',
        share: now / song.seconds,
        left: ui.durationText(Math.floor(now)),
        right: ui.durationText(song.seconds),
        onSeek: seek,
      }),
      ui.actionLine('controls', [
        button(modeSymbol, modeText, () => ui.set(player, { mode: next[player.mode] })),
        button('previous', '上一首', () => step(state, act, -1)),
        button(player.playing ? 'pause' : 'play', player.playing ? '暂停' : '播放', () => turn(state, act)),
        button('next', '下一首', () => step(state, act, 1)),
      ]),
    ],
  };
}
