// A video: watching, thanking its uploader, and talking about it.
import * as ui from '../../toolkit/index.js';
import {
  type Act,
  ageText,
  type BilibiliState,
  type Comment,
  followButton,
  ownName,
  type Pages,
  type Routes,
  type Video,
  videoRow,
} from './model.js';

export const videoPages: Pages<'video'> = {
  video: (state, params, act) => {
    const video = ui.byId(state.videos, params.id);
    const part = ui.bind(params, 'part', 'intro');
    const draft = ui.bind(params, 'draft', '');
    const isIntro = part.value === 'intro';
    const playing = ui.bind(params, 'playing', true);
    const entry = state.history.find((other) => other.video === video.id);
    const share = (entry?.watchedSeconds ?? 0) / video.seconds;
    const send = (text: string): void => {
      draft.set('');
      act.blur();
      if (isIntro) state.danmakuSent.push({ video: video.id, text });
      else {
        video.comments.unshift({ id: `own${state.nextId}`, author: ownName, text, likes: 0, daysAgo: 0 });
        state.nextId += 1;
      }
      act.toast(isIntro ? '弹幕已发送' : '评论发布成功');
    };
    return {
      bar: {
        title: playing.value ? '' : '继续播放',
        actions: [
          ui.action('more', '更多', () =>
            act.menu('更多', [
              [state.watchLater.includes(video.id) ? '移出稍后再看' : '稍后再看', () => later(state, act, video)],
              ['清晰度', () => quality(state, act)],
              ['不感兴趣', () => act.toast('将减少此类内容推荐')],
            ]),
          ),
        ],
      },
      pinned: [
        ui.hero({
          key: 'player',
          art: ui.photo(video.scene, video.hue),
          aspect: 0.56,
          ...(playing.value ? {} : { symbol: 'play' }),
          caption: ui.durationText(video.seconds),
          description: playing.value ? '暂停' : '播放',
          onTap: () => playing.set(!playing.value),
        }),
        ui.seek({
          key: 'progress',
          share,
          onSeek: (at) => entry && ui.set(entry, { watchedSeconds: Math.round(video.seconds * at) }),
        }),
        ui.tabs(
          'part',
          [
            { key: 'intro', text: '简介' },
            { key: 'comments', text: `评论 ${video.comments.length}` },
          ],
          part,
        ),
      ],
      background: '#ffffff',
      list: part.value,
      content: isIntro ? introPart(state, act, video) : commentsPart(state, params, act, video),
      bottom: [ui.inputBar('draft', draft, send, { hint: isIntro ? '发个友善的弹幕见证当下' : '发一条友善的评论' })],
    };
  },
};

function introPart(state: BilibiliState, act: Act, video: Video): ui.Blocks {
  const up = ui.byId(state.uploaders, video.up);
  const liked = state.liked.includes(video.id);
  const given = state.coined[video.id] ?? 0;
  const kept = state.folders.some(({ videos }) => videos.includes(video.id));
  const count = (on: boolean, number: number): string => ui.countText(number + (on ? 1 : 0));
  const actions: ui.PostAction[] = [
    {
      symbol: 'thumb-up',
      text: count(liked, video.likes),
      description: '点赞',
      on: liked,
      onTap: () => ui.flip(state.liked, video.id),
    },
    {
      symbol: 'coin',
      text: ui.countText(video.coins + given),
      description: '投币',
      on: given > 0,
      onTap: () => giveCoins(state, act, video),
    },
    {
      symbol: 'star',
      text: count(kept, video.favourites),
      description: '收藏',
      on: kept,
      onTap: () => keep(state, act, video),
    },
    { symbol: 'share', text: '分享', description: '分享', onTap: () => shareWith(state, act, video) },
  ];
  const related = state.videos.filter((other) => other.zone === video.zone && other !== video).slice(0, 8);
  return [
    ui.row('uploader', up.name, {
      art: ui.face(up.name, { round: true }),
      note: `${ui.countText(up.fans)}粉丝`,
      control: followButton(state, act, up.id),
      onTap: () => act.go('uploader', { id: up.id }),
    }),
    ui.paragraph(video.title, { key: 'video-title', sizeDp: 17, bold: true, onSurface: true }),
    ui.paragraph(
      `${ui.countText(video.plays)}播放  ${ui.countText(video.danmaku)}弹幕  ${ui.addDays(act.today(), -video.daysAgo)}`,
      { key: 'video-facts', sizeDp: 12.5, color: '#9499a0', onSurface: true },
    ),
    ui.paragraph(`BV1${video.id.toUpperCase()}x411c7 · ${video.zone}区 · 未经作者授权，禁止转载`, {
      key: 'video-about',
      sizeDp: 12.5,
      color: '#9499a0',
      onSurface: true,
    }),
    ui.actionLine('thanks', actions),
    ui.space('gap'),
    ...related.map((other) => videoRow(state, act, other)),
  ];
}

function commentsPart(state: BilibiliState, params: Routes['video'], act: Act, video: Video): ui.Blocks {
  const order = ui.bind(params, 'order', '按热度');
  const likesOf = ({ id, likes }: Comment): number => likes + (state.likedComments.includes(id) ? 1 : 0);
  const comments = video.comments.toSorted((a, b) =>
    order.value === '按热度' ? b.likes - a.likes : a.daysAgo - b.daysAgo,
  );
  const removal = (comment: Comment): void =>
    act.confirm('删除评论', '确定删除这条评论吗？', '删除', () => ui.remove(video.comments, comment));
  return [
    ui.chips('order', ['按热度', '按时间'], order),
    ...comments.map((comment) =>
      ui.post({
        key: `comment:${comment.id}`,
        author: comment.author,
        note: ageText(comment.daysAgo, act),
        text: comment.text,
        actions: [
          {
            symbol: 'thumb-up',
            text: String(likesOf(comment)),
            description: '赞评论',
            on: state.likedComments.includes(comment.id),
            onTap: () => ui.flip(state.likedComments, comment.id),
          },
          comment.author === ownName
            ? { symbol: 'trash', text: '删除', description: '删除评论', onTap: () => removal(comment) }
            : {
                symbol: 'comment',
                text: '回复',
                description: '回复',
                onTap: () => ui.set(params, { draft: `回复 @${comment.author}：` }),
              },
        ],
      }),
    ),
  ];
}

function later(state: BilibiliState, act: Act, video: Video): void {
  ui.flip(state.watchLater, video.id);
  act.toast(state.watchLater.includes(video.id) ? '已添加到稍后再看' : '已移出稍后再看');
}

export function quality(state: BilibiliState, act: Act): void {
  act.pick('清晰度', ['1080P 高清', '720P 准高清', '480P 标清', '360P 流畅'], ui.bind(state.settings, 'quality'));
}

function giveCoins(state: BilibiliState, act: Act, video: Video): void {
  const given = state.coined[video.id] ?? 0;
  if (given >= 2) {
    act.toast('对本稿件的投币枚数已用完');
    return;
  }
  const give = (count: number): void => {
    if (state.coinsLeft < count) {
      act.toast('硬币余额不足');
      return;
    }
    state.coined[video.id] = given + count;
    state.coinsLeft -= count;
    act.toast('投币成功');
  };
  act.menu(`给 UP 主投上硬币（余额 ${state.coinsLeft}）`, [
    ['1 硬币', () => give(1)],
    ...(given === 0 ? [['2 硬币', () => give(2)] as const] : []),
  ]);
}

function keep(state: BilibiliState, act: Act, video: Video): void {
  const create = (): void =>
    act.prompt('新建收藏夹', '', '收藏夹名称', (name) => {
      if (name.trim() === '') return;
      state.folders.push({ id: `own${state.nextId}`, name: name.trim(), videos: [video.id] });
      state.nextId += 1;
    });
  act.sheet({
    title: '添加到收藏夹',
    content: () => [
      ...state.folders.map(({ id, name, videos }) => {
        const on = { value: videos.includes(video.id), set: () => ui.flip(videos, video.id) };
        return ui.row(`folder:${id}`, name, { note: `${videos.length}个内容`, control: ui.check(on), onTap: on.set });
      }),
      ui.row('folder-new', '新建收藏夹', { art: ui.sign('plus'), onTap: create }),
    ],
    bottom: () => [ui.bigButton('folder-done', '完成', () => act.close())],
  });
}

function shareWith(state: BilibiliState, act: Act, video: Video): void {
  const to = (name: string) => (): void => {
    state.shared.push({ video: video.id, to: name });
    act.toast(name === '复制链接' ? '链接已复制' : `已分享到${name}`);
  };
  act.menu(
    '分享至',
    ['微信', '朋友圈', 'QQ', '动态', '复制链接'].map((name) => [name, to(name)] as const),
  );
}
