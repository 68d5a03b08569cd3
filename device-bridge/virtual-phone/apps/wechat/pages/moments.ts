// Moments: a cover, what the owner published, and what friends posted.
import { titleBar } from '../../../ui/bars.js';
import { clockText } from '../../../ui/clock.js';
import { box, cutRow, inset } from '../../../ui/geometry.js';
import { type Cell, ScrollPosition, scrollList, stackCells } from '../../../ui/scroll-list.js';
import { countLines, LINE_HEIGHT } from '../../../ui/text.js';
import type { View } from '../../../ui/view.js';
import { iconButton, label, page, picture, view } from '../../../ui/views.js';
import type { Page } from '../../pages.js';
import type { WeChatContext } from '../context.js';
import { OWNER, shownName } from '../people.js';
import type { Post } from '../store.js';
import { avatar } from './main.js';

interface FriendsPost {
  readonly contactId: string;
  readonly text: string;
  readonly ago: string;
  readonly shape?: string;
}

const POSTS: readonly FriendsPost[] = [
  { contactId: 'zhaomin', text: '周末露营，天气太好了！', ago: '1小时前', shape: 'tent' },
  {
    contactId: 'lisa',
    text: 'New desk, new start. Finally got the mini PC I wanted.',
    ago: '3小时前',
    shape: 'minipc',
  },
  { contactId: 'xiaoming', text: '读完《三体》，睡不着了。', ago: '5小时前', shape: 'book' },
  { contactId: 'mama', text: '自己包的饺子，荠菜馅的。', ago: '昨天', shape: 'bowl' },
  { contactId: 'zhoujie', text: '周六羽毛球，还差两个人，有来的吗？', ago: '昨天' },
];

export class MomentsPage implements Page {
  readonly activity = 'com.tencent.mm.plugin.sns.ui.SnsTimeLineUI';
  readonly #context: WeChatContext;
  readonly #position = new ScrollPosition();

  constructor(context: WeChatContext) {
    this.#context = context;
  }

  render(): View {
    const { screen, dp, back, host, touch, openPublish } = this.#context;
    const bar = box(0, screen.content[1], screen.metrics.widthPx, dp(48));
    const cells = [
      this.#cover(),
      ...this.#context.store.posts.map((post, index, all) => this.#own(post, all.length - index)),
      ...POSTS.map((post, index) => this.#post(post, index)),
    ];
    return page(screen.full, { background: '#ffffff' }, [
      scrollList({
        key: 'moments',
        bounds: screen.full,
        content: stackCells(cells, screen.metrics.widthPx),
        position: this.#position,
        onScrolled: () => host.invalidate(),
      }),
      titleBar(screen, bar, {
        title: '朋友圈',
        background: 'rgba(0, 0, 0, 0)',
        color: '#ffffff',
        centredTitle: true,
        onBack: back,
        actions: (area) => {
          const [, camera] = cutRow(area, ['fill', 'fill']);
          return [
            iconButton('publish', camera, 'camera', '#ffffff', dp(13), {
              contentDescription: '拍照分享',
              onTap: touch(() => openPublish()),
            }),
          ];
        },
      }),
    ]);
  }

  #own({ text, at }: Post, number: number): Cell {
    const { dp, screen } = this.#context;
    const key = `own:${number}`;
    const sizePx = dp(15.5);
    const lines = countLines(text, sizePx, screen.metrics.widthPx - dp(86));
    const textHeight = Math.ceil(lines * sizePx * LINE_HEIGHT) + 4;
    return {
      key,
      heightPx: dp(78) + textHeight,
      view: (bounds) => {
        const [art, words] = cutRow(inset(bounds, dp(12)), [dp(50), 'fill']);
        const wide = words[2] - words[0];
        return view('linear', key, bounds, { style: { divider: true } }, [
          avatar(`${key}/avatar`, box(art[0], art[1], dp(40), dp(40)), OWNER),
          label(`${key}/name`, box(words[0], words[1], wide, dp(24)), shownName(OWNER), {
            textSizePx: dp(16),
            bold: true,
            color: '#576b95',
          }),
          label(`${key}/text`, box(words[0], words[1] + dp(26), wide, textHeight), text, {
            textSizePx: sizePx,
            maxLines: lines,
          }),
          label(`${key}/ago`, box(words[0], words[1] + dp(30) + textHeight, dp(140), dp(22)), clockText(at), {
            textSizePx: dp(12),
            color: '#a8a8a8',
          }),
        ]);
      },
    };
  }

  #cover(): Cell {
    const { dp } = this.#context;
    return {
      key: 'cover',
      heightPx: dp(290),
      view: (bounds) => {
        const art = box(bounds[0], bounds[1], bounds[2] - bounds[0], dp(260));
        return view('frame', 'cover', bounds, {}, [
          view('image', 'cover/art', art, { style: { gradient: ['#3c5a72', '#8fae9f'] } }),
          label('cover/name', [art[0], art[3] - dp(46), art[2] - dp(94), art[3] - dp(10)], '陈先生', {
            textSizePx: dp(18),
            bold: true,
            color: '#ffffff',
            align: 'right',
          }),
          picture('cover/avatar', box(art[2] - dp(82), art[3] - dp(46), dp(68), dp(68)), {
            kind: 'avatar',
            glyph: '陈',
            hue: 200,
          }),
        ]);
      },
    };
  }

  #post(post: FriendsPost, index: number): Cell {
    const { dp, store, screen, host } = this.#context;
    const key = `post:${index}`;
    const contact = store.contact(post.contactId);
    const sizePx = dp(15.5);
    const lines = countLines(post.text, sizePx, screen.metrics.widthPx - dp(86));
    const textHeight = Math.ceil(lines * sizePx * LINE_HEIGHT) + 4;
    const artHeight = post.shape === undefined ? 0 : dp(150);
    return {
      key,
      heightPx: dp(78) + textHeight + artHeight,
      view: (bounds) => {
        const [art, words] = cutRow(inset(bounds, dp(12)), [dp(50), 'fill']);
        const text = box(words[0], words[1] + dp(26), words[2] - words[0], textHeight);
        const photo = box(words[0], text[3] + dp(6), dp(150), artHeight - dp(8));
        const foot = box(words[0], text[3] + artHeight + dp(4), dp(140), dp(22));
        return view('linear', key, bounds, { style: { divider: true } }, [
          avatar(`${key}/avatar`, box(art[0], art[1], dp(40), dp(40)), contact),
          label(`${key}/name`, box(words[0], words[1], words[2] - words[0], dp(24)), shownName(contact), {
            textSizePx: dp(16),
            bold: true,
            color: '#576b95',
          }),
          label(`${key}/text`, text, post.text, { textSizePx: sizePx, maxLines: lines }),
          post.shape === undefined
            ? undefined
            : picture(
                `${key}/photo`,
                photo,
                { kind: 'goods', glyph: post.shape, hue: contact.hue },
                { contentDescription: '图片' },
              ),
          label(
            `${key}/ago`,
            foot,
            post.ago,
            { textSizePx: dp(12), color: '#a8a8a8' },
            { onTap: () => host.toast('仅可查看') },
          ),
        ]);
      },
    };
  }
}
