// Songs, artists and lists of the music app.
import * as ui from '../../toolkit/index.js';

export interface Song {
  id: string;
  title: string;
  artist: string;
  album: string;
  seconds: number;
  /** How many comments it has. */
  comments: number;
  vip: boolean;
}

export interface Playlist {
  id: string;
  name: string;
  by: string;
  plays: number;
  songs: string[];
}

/** Title, artist, album, seconds; a star: members only. */
const songs = ui.table(`
晴天 | 周杰伦 | 叶惠美 | 269 | *
七里香 | 周杰伦 | 七里香 | 299 | *
稻香 | 周杰伦 | 魔杰座 | 223 | *
夜曲 | 周杰伦 | 十一月的萧邦 | 226 | *
青花瓷 | 周杰伦 | 我很忙 | 239 | *
告白气球 | 周杰伦 | 周杰伦的床边故事 | 215 | *
十年 | 陈奕迅 | 黑白灰 | 205 |
孤勇者 | 陈奕迅 | 孤勇者 | 256 |
浮夸 | 陈奕迅 | U87 | 283 |
富士山下 | 陈奕迅 | What's Going On...? | 259 |
红玫瑰 | 陈奕迅 | 认了吧 | 240 |
江南 | 林俊杰 | 第二天堂 | 267 |
不为谁而作的歌 | 林俊杰 | 和自己对话 | 266 | *
修炼爱情 | 林俊杰 | 因你而在 | 287 |
泡沫 | 邓紫棋 | Xposed | 258 |
光年之外 | 邓紫棋 | 光年之外 | 235 | *
倒数 | 邓紫棋 | 另一个童话 | 229 |
起风了 | 买辣椒也用券 | 起风了 | 325 |
起风了 | 吴青峰 | 起风了 (翻唱) | 311 |
成都 | 赵雷 | 无法长大 | 328 |
南方姑娘 | 赵雷 | 赵小雷 | 307 |
平凡之路 | 朴树 | 猎户星座 | 301 |
那些花儿 | 朴树 | 我去2000年 | 292 |
消愁 | 毛不易 | 平凡的一天 | 261 |
像我这样的人 | 毛不易 | 平凡的一天 | 208 |
小幸运 | 田馥甄 | 我的少女时代 | 265 |
匆匆那年 | 王菲 | 匆匆那年 | 241 |
红豆 | 王菲 | 唱游 | 257 |
夜空中最亮的星 | 逃跑计划 | 世界 | 252 |
海阔天空 | Beyond | 乐与怒 | 326 |
光辉岁月 | Beyond | 命运派对 | 299 |
月亮代表我的心 | 邓丽君 | 岛国之情歌第四集 | 209 |
甜蜜蜜 | 邓丽君 | 甜蜜蜜 | 211 |
Hotel California | Eagles | Hotel California | 391 |
Yesterday | The Beatles | Help! | 125 |
Someone Like You | Adele | 21 | 285 |
Rolling in the Deep | Adele | 21 | 228 |
Viva La Vida | Coldplay | Viva La Vida | 242 |
Yellow | Coldplay | Parachutes | 269 |
Shape of You | Ed Sheeran | Divide | 233 |
Love Story | Taylor Swift | Fearless | 235 |
Blank Space | Taylor Swift | 1989 | 231 |
River Flows in You | Yiruma | First Love | 188 |
Canon in D | Johann Pachelbel | 巴洛克名曲 | 318 |
`);

const lists = [
  '写代码专用纯音乐',
  '华语经典 100 首',
  '深夜一个人听的歌',
  '跑步节奏 180',
  '粤语金曲',
  '通勤路上提提神',
  '咖啡馆的下午',
  '欧美流行热歌',
];
const makers = ['云音乐小编', '阿树的耳机', '南山以北', 'DJ 小宇', '耳朵先生', '听见夏天'];

export const hotSearches = ['周杰伦', '孤勇者', '起风了', '邓紫棋', 'Taylor Swift', '平凡之路', '粤语'];

export function songsOf(random: ui.Random): Song[] {
  return songs.map(([title = '', artist = '', album = '', seconds = '', star = ''], index) => ({
    id: `s${index + 1}`,
    title,
    artist,
    album,
    seconds: Number(seconds),
    comments: random.integer(400, 2_000_000),
    vip: star === '*',
  }));
}

export function playlistsOf(random: ui.Random, all: readonly Song[]): Playlist[] {
  return lists.map((name, index) => ({
    id: `l${index + 1}`,
    name,
    by: random.pick(makers),
    plays: random.integer(20_000, 90_000_000),
    songs: random.sample(all, random.integer(9, 16)).map(({ id }) => id),
  }));
}
