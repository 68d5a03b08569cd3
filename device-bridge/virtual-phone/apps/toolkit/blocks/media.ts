// Pictures, players and maps.
import { box, columns, cutRow, inset } from '../../../ui/geometry.js';
import { measureText } from '../../../ui/text.js';
import type { Rect, View } from '../../../ui/view.js';
import { iconButton, label, picture, symbol, view } from '../../../ui/views.js';
import { type Art, drawArt } from '../art.js';
import { type Block, cellOf } from '../kit.js';

export interface BannerOptions {
  readonly key: string;
  /** Painted into the picture, not reported as text. */
  readonly title: string;
  readonly hue: number;
  readonly heightDp?: number;
  onTap?(): void;
}

/** A wide campaign picture. */
export function banner(options: BannerOptions): Block {
  return (kit) =>
    cellOf(options.key, kit.dp((options.heightDp ?? 110) + 12), (bounds) => {
      const { onTap } = options;
      return picture(
        options.key,
        inset(bounds, kit.dp(12), kit.dp(6)),
        { kind: 'banner', glyph: options.title, hue: options.hue },
        {
          style: { radiusPx: kit.dp(kit.look.radius) },
          contentDescription: options.title,
          ...(onTap ? { onTap: kit.touch(() => onTap()) } : {}),
        },
      );
    });
}

export interface HeroOptions {
  readonly key: string;
  readonly art: Art;
  /** Height as a share of the width; 0.6 by default. */
  readonly aspect?: number;
  /** In the middle: "play" on a video. */
  readonly symbol?: string;
  readonly caption?: string;
  readonly description?: string;
  onTap?(): void;
}

/** A picture over the whole width. */
export function hero(options: HeroOptions): Block {
  return (kit, width) => {
    const height = Math.min(Math.round(width * (options.aspect ?? 0.6)), Math.round(kit.screen.metrics.heightPx * 0.5));
    return cellOf(options.key, height, (bounds) => {
      const { key, onTap, caption } = options;
      const side = kit.dp(56);
      const middle = box(
        Math.round((bounds[0] + bounds[2] - side) / 2),
        Math.round((bounds[1] + bounds[3] - side) / 2),
        side,
        side,
      );
      return view(
        'frame',
        key,
        bounds,
        {
          ...(options.description ? { contentDescription: options.description } : {}),
          ...(onTap ? { onTap: kit.touch(() => onTap()) } : {}),
        },
        [
          drawArt(`${key}/picture`, bounds, options.art, 0),
          options.symbol
            ? symbol(`${key}/symbol`, middle, options.symbol, '#ffffff', {
                style: { background: 'rgba(0, 0, 0, 0.4)', radiusPx: side / 2, paddingPx: kit.dp(14) },
              })
            : undefined,
          caption
            ? label(
                `${key}/caption`,
                [bounds[0], bounds[3] - kit.dp(30), bounds[2] - kit.dp(12), bounds[3] - kit.dp(4)],
                caption,
                { textSizePx: kit.size(13), color: '#ffffff', align: 'right' },
              )
            : undefined,
        ],
      );
    });
  };
}

export interface SeekOptions {
  readonly key: string;
  /** From 0 to 1. */
  readonly share: number;
  readonly left?: string;
  readonly right?: string;
  /** A touch at that share of the line; the line has ten places. */
  onSeek?(share: number): void;
}

const seekPlaces = 10;

/** A line of progress that a touch sets. */
export function seek(options: SeekOptions): Block {
  return (kit) =>
    cellOf(options.key, kit.dp(options.left === undefined ? 34 : 50), (bounds) => {
      const { key, onSeek } = options;
      const share = Math.max(0, Math.min(1, options.share));
      const line: Rect = inset([bounds[0], bounds[1], bounds[2], bounds[1] + kit.dp(34)], kit.dp(20), 0);
      const middle = Math.round((line[1] + line[3]) / 2);
      const reached = line[0] + Math.round((line[2] - line[0]) * share);
      const thick = kit.dp(2);
      const text = (name: string, words: string | undefined, align: 'left' | 'right'): View | undefined =>
        words === undefined
          ? undefined
          : label(`${key}/${name}`, [line[0], line[3] - kit.dp(6), line[2], bounds[3]], words, {
              textSizePx: kit.size(11.5),
              color: kit.look.weak,
              align,
            });
      const touches = onSeek
        ? columns(line, seekPlaces).map((place, index) =>
            view('view', `${key}/place${index}`, place, {
              onTap: kit.touch(() => onSeek((index + 0.5) / seekPlaces)),
              clickable: false,
            }),
          )
        : [];
      return view('frame', key, bounds, {}, [
        view('seekBar', `${key}/bar`, line, { text: `${Math.round(share * 100)}%`, style: { paintedText: '' } }),
        view('view', `${key}/track`, [line[0], middle - thick, line[2], middle + thick], {
          style: { background: kit.look.fill, radiusPx: thick },
        }),
        view('view', `${key}/reached`, [line[0], middle - thick, Math.max(line[0] + 1, reached), middle + thick], {
          style: { background: kit.look.brand, radiusPx: thick },
        }),
        view('view', `${key}/thumb`, box(reached - kit.dp(6), middle - kit.dp(6), kit.dp(12), kit.dp(12)), {
          style: { background: kit.look.brand, radiusPx: kit.dp(6) },
        }),
        text('left', options.left, 'left'),
        text('right', options.right, 'right'),
        ...touches,
      ]);
    });
}

export interface PlayerOptions {
  readonly key: string;
  readonly title: string;
  readonly note?: string;
  readonly art: Art;
  readonly isPlaying: boolean;
  onToggle(): void;
  onNext?(): void;
  onTap?(): void;
}

/** The small bar that plays on at the bottom of a music app. */
export function playerBar(options: PlayerOptions): Block {
  return (kit) =>
    cellOf(options.key, kit.dp(60), (bounds) => {
      const { key, onTap, onNext, note } = options;
      const [, cover, text, play, next] = cutRow(
        bounds,
        [kit.dp(12), kit.dp(44), 'fill', kit.dp(48), kit.dp(onNext ? 48 : 8)],
        kit.dp(4),
      );
      const middle = Math.round((bounds[1] + bounds[3]) / 2);
      const square = (area: Rect, side: number): Rect =>
        box(Math.round((area[0] + area[2] - side) / 2), middle - Math.round(side / 2), side, side);
      const words: Rect = [text[0] + kit.dp(6), text[1], text[2], text[3]];
      return view(
        'group',
        key,
        bounds,
        {
          ...(onTap ? { onTap: kit.touch(() => onTap()) } : {}),
          style: { background: kit.look.surface, shadow: true },
        },
        [
          drawArt(`${key}/cover`, square(cover, kit.dp(44)), options.art, kit.dp(6)),
          label(`${key}/title`, [words[0], words[1], words[2], note ? middle + kit.dp(3) : words[3]], options.title, {
            textSizePx: kit.size(14.5),
            color: kit.look.text,
          }),
          note
            ? label(`${key}/note`, [words[0], middle, words[2], words[3] - kit.dp(8)], note, {
                textSizePx: kit.size(12),
                color: kit.look.weak,
              })
            : undefined,
          iconButton(
            `${key}/toggle`,
            square(play, kit.dp(44)),
            options.isPlaying ? 'pause' : 'play',
            kit.look.text,
            kit.dp(11),
            {
              contentDescription: options.isPlaying ? '暂停' : '播放',
              onTap: kit.touch(() => options.onToggle()),
            },
          ),
          onNext &&
            iconButton(`${key}/next`, square(next, kit.dp(44)), 'next', kit.look.text, kit.dp(11), {
              contentDescription: '下一首',
              onTap: kit.touch(() => onNext()),
            }),
        ],
      );
    });
}

export interface MapPin {
  readonly key: string;
  /** Shares of the map's width and height. */
  readonly x: number;
  readonly y: number;
  readonly text?: string | undefined;
  readonly color?: string | undefined;
  /** Defaults to "pin". */
  readonly symbol?: string | undefined;
  onTap?(): void;
}

export interface MapOptions {
  readonly key: string;
  readonly heightDp?: number;
  /** Decides streets and parks. */
  readonly hue: number;
  readonly pins: readonly MapPin[];
  /** Points of a route, in shares. */
  readonly route?: readonly (readonly [x: number, y: number])[] | undefined;
}

/** A drawn map: one view without parts, with pins on it. */
export function map(options: MapOptions): Block {
  return (kit) =>
    cellOf(options.key, kit.dp(options.heightDp ?? 260), (bounds) => {
      const { key } = options;
      const route = (options.route ?? []).map(([x, y]) => `${x.toFixed(3)},${y.toFixed(3)}`).join(' ');
      const pins = options.pins.flatMap((pin) => {
        const x = Math.round(bounds[0] + (bounds[2] - bounds[0]) * pin.x);
        const y = Math.round(bounds[1] + (bounds[3] - bounds[1]) * pin.y);
        const side = kit.dp(30);
        const { onTap, text } = pin;
        const name = `${key}/pin:${pin.key}`;
        const width = text ? measureText(text, kit.size(12)) + kit.dp(14) : 0;
        return [
          symbol(
            name,
            box(x - Math.round(side / 2), y - side, side, side),
            pin.symbol ?? 'pin',
            pin.color ?? '#e5383b',
            {
              ...(text ? { contentDescription: text } : {}),
              ...(onTap ? { onTap: kit.touch(() => onTap()) } : {}),
            },
          ),
          ...(text
            ? [
                label(`${name}/text`, box(x - Math.round(width / 2), y + kit.dp(2), width, kit.dp(22)), text, {
                  textSizePx: kit.size(12),
                  background: '#ffffff',
                  color: '#222222',
                  radiusPx: kit.dp(4),
                  align: 'center',
                  shadow: true,
                }),
              ]
            : []),
        ];
      });
      return view('group', key, bounds, {}, [
        picture(
          `${key}/canvas`,
          bounds,
          { kind: 'map', glyph: route, hue: options.hue },
          { contentDescription: '地图' },
        ),
        ...pins,
      ]);
    });
}
