// NetEase Cloud Music: find songs, play them, keep them in lists, read what others write about them.
import * as ui from '../../toolkit/index.js';
import { playlistsOf, songsOf } from './data.js';
import { playerPage } from './player.js';
import { searchPage } from './search.js';
import { miniPlayer, songRow } from './songs.js';
import { type MusicState, play, type Routes, songOf } from './state.js';
import { homePart, minePart } from './tabs.js';

const remarks = ui.table(`
云里雾里 | 第一次听是高中的晚自习，现在已经毕业七年了。 | 48213
阿芒 | 前奏一响，眼泪就下来了。 | 20931
南城旧梦 | 愿你走出半生，归来仍是少年。 | 11204
不吃香菜 | 单曲循环第 108 天。 | 5320
小林同学 | 谢谢你，陪我走过最难的那段日子。 | 3187
`);

export const music = ui.declareApp<MusicState, Routes>({
  identity: {
    packageName: 'com.netease.cloudmusic',
    label: '网易云音乐',
    mainActivity: 'com.netease.cloudmusic.activity.MainActivity',
    versionName: '9.1.30',
    versionCode: 9001030,
    icon: { glyph: 'music', hue: 2 },
  },
  palette: { brand: '#ec4141', background: '#f7f8fa', cards: 'flat', bar: 'clear', tabs: 'bold', ids: 'shrunk' },
  data: (random) => {
    const songs = songsOf(random);
    const liked = random.sample(songs, 8).map(({ id }) => id);
    return {
      songs,
      playlists: playlistsOf(random, songs),
      liked,
      collected: [],
      followed: ['周杰伦'],
      player: { song: '', playing: false, seconds: 0, at: 0, queue: [], mode: 'list' },
      recent: random.sample(songs, 5).map(({ id }) => id),
      searches: ['晚安', '周杰伦'],
      comments: songs.flatMap(({ id: song }) =>
        random.sample(remarks, 3).map(([author = '', text = '', likes = '']) => {
          return { song, author, text, likes: Number(likes), mine: false };
        }),
      ),
    };
  },
  home: 'home',
  loading: ['search', 'list', 'artist'],
  pages: {
    home: (state, params, act) => {
      const tab = ui.bind(params, 'tab', 'home');
      const navigation = ui.navigation(tab, [
        ['home', '推荐', 'music'],
        ['mine', '我的', 'user'],
      ]);
      const part = tab.value === 'home' ? homePart(state, act) : minePart(state, act);
      return { navigation, list: tab.value, bottom: [miniPlayer(state, act)], ...part };
    },

    search: (state, params, act) => searchPage(state, params, act),

    artist: (state, { name }, act) => {
      const songs = state.songs.filter(({ artist }) => artist === name);
      const isFollowed = state.followed.includes(name);
      const follow = ui.push(isFollowed ? '已关注' : '+ 关注', () => ui.flip(state.followed, name), {
        strong: !isFollowed,
      });
      return {
        bar: { title: name },
        bottom: [miniPlayer(state, act)],
        content: [
          ui.row('artist', name, {
            art: ui.face(name, { round: true }),
            note: `${songs.length} 首歌曲`,
            control: follow,
          }),
          ui.heading('热门歌曲'),
          ...songs.map((song, index) => songRow(state, act, song, songs, index)),
        ],
      };
    },

    list: (state, { id }, act) => {
      const list = state.playlists.find((other) => other.id === id);
      const ids = list?.songs ?? (id === 'liked' ? state.liked : state.recent);
      const songs = ids.flatMap((song) => songOf(state, song) ?? []);
      const first = songs[0];
      const isKept = state.collected.includes(id);
      const keep = ui.push(isKept ? '已收藏' : '收藏', () => ui.flip(state.collected, id), { strong: !isKept });
      const name = list?.name ?? (id === 'liked' ? '我喜欢的音乐' : '最近播放');
      return {
        bar: { title: '歌单' },
        bottom: [miniPlayer(state, act)],
        content: [
          ui.row('list-head', name, {
            art: ui.photo('cover', ui.hueOf(name)),
            artDp: 88,
            note: list ? `by ${list.by} · 播放 ${ui.roughCount(list.plays)}` : `${songs.length} 首`,
            ...(list ? { control: keep } : {}),
          }),
          first && ui.bigButton('play-all', `播放全部（${songs.length}）`, () => play(state, act, first, songs)),
          songs.length === 0 && ui.nothing('music', '还没有歌曲'),
          ...songs.map((song, index) => songRow(state, act, song, songs, index)),
        ],
      };
    },

    player: (state, params, act) => playerPage(state, params, act),

    comments: (state, params, act) => {
      const song = songOf(state, params.song);
      const own = state.comments.filter((comment) => comment.song === params.song);
      const send = (text: string): void => {
        state.comments.unshift({ song: params.song, author: '陈先生', text, likes: 0, mine: true });
        params.draft = '';
        act.toast('评论已发表');
      };
      return {
        bar: { title: `评论(${ui.roughCount((song?.comments ?? 0) + own.filter(({ mine }) => mine).length)})` },
        bottom: [ui.inputBar('comment', ui.bind(params, 'draft', ''), send, { hint: '随乐而起，有爱评论' })],
        content: [
          ui.row('about', song?.title ?? '', {
            note: song?.artist ?? '',
            art: ui.photo('cover', ui.hueOf(song?.album ?? '')),
          }),
          ...own.map((comment, index) => {
            const like = (): void => ui.set(comment, { likes: comment.likes + 1 });
            return ui.post({
              key: `comment:${own.length - index}`,
              author: comment.author,
              note: comment.mine ? '刚刚' : '去年',
              text: comment.text,
              actions: [{ symbol: 'thumb-up', text: String(comment.likes), description: '赞', onTap: like }],
            });
          }),
        ],
      };
    },
  },
  open: (uri, act) => {
    if (uri.host === 'playlist') act.go('list', { id: uri.pathname.slice(1) });
  },
});
