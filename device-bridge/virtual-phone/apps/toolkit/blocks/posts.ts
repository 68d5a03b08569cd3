// Entries of feeds, and lines of what one can do with them.
import { box, columns } from '../../../ui/geometry.js';
import { measureText } from '../../../ui/text.js';
import type { Rect, View } from '../../../ui/view.js';
import { label, symbol, view } from '../../../ui/views.js';
import { type Art, drawArt, face } from '../art.js';
import { type Block, cardStyle, cellOf, type Kit, lineCount, sideGap, textHeight } from '../kit.js';

export interface PostAction {
  readonly symbol: string;
  readonly text: string;
  readonly description: string;
  readonly on?: boolean | undefined;
  onTap(): void;
}

export interface PostOptions {
  readonly key: string;
  readonly author: string;
  readonly note: string;
  readonly text: string;
  readonly maxLines?: number;
  readonly pictures?: readonly Art[] | undefined;
  readonly actions?: readonly PostAction[] | undefined;
  /** At the right of the author: a button like "关注". */
  readonly follow?: { readonly text: string; onTap(): void } | undefined;
  onTap?(): void;
}

/** An entry of a feed: author, text, pictures, and what one can do with it. */
export function post(options: PostOptions): Block {
  return (kit, width) => {
    const gap = sideGap(kit);
    const pad = kit.dp(14);
    const inner = width - 2 * gap - 2 * pad;
    const size = kit.size(15.5);
    const lines = lineCount(options.text, size, inner, options.maxLines ?? 5);
    const bodyHeight = textHeight(options.text, size, inner, lines);
    const pictures = options.pictures ?? [];
    const perRow = pictures.length === 1 ? 1 : 3;
    const pictureSide =
      pictures.length === 1 ? Math.min(Math.round(inner * 0.55), kit.dp(220)) : Math.floor((inner - 2 * kit.dp(5)) / 3);
    const picturesHeight =
      pictures.length === 0 ? 0 : Math.ceil(pictures.length / perRow) * (pictureSide + kit.dp(5)) + kit.dp(6);
    const actionsHeight = options.actions ? kit.dp(42) : kit.dp(6);
    const margin = kit.dp(4);
    return cellOf(options.key, kit.dp(62) + bodyHeight + picturesHeight + actionsHeight + 2 * margin, (bounds) => {
      const { key, onTap, follow } = options;
      const area: Rect = [bounds[0] + gap, bounds[1] + margin, bounds[2] - gap, bounds[3] - margin];
      const left = area[0] + pad;
      const right = area[2] - pad;
      const top = area[1] + kit.dp(12);
      const avatar = kit.dp(38);
      const nameRight = follow ? right - kit.dp(76) : right;
      const textTop = area[1] + kit.dp(58);
      const picturesTop = textTop + bodyHeight + kit.dp(8);
      return view(
        'group',
        key,
        area,
        { ...(onTap ? { onTap: kit.touch(() => onTap()) } : {}), style: cardStyle(kit) },
        [
          drawArt(`${key}/avatar`, box(left, top, avatar, avatar), face(options.author, { round: true }), 0),
          label(
            `${key}/author`,
            [left + avatar + kit.dp(10), top - kit.dp(1), nameRight, top + kit.dp(21)],
            options.author,
            { textSizePx: kit.size(14.5), bold: true, color: kit.look.text },
          ),
          label(
            `${key}/note`,
            [left + avatar + kit.dp(10), top + kit.dp(20), nameRight, top + kit.dp(39)],
            options.note,
            { textSizePx: kit.size(12), color: kit.look.weak },
          ),
          follow &&
            label(
              `${key}/follow`,
              [right - kit.dp(68), top + kit.dp(4), right, top + kit.dp(32)],
              follow.text,
              {
                textSizePx: kit.size(13),
                color: kit.look.brand,
                border: kit.look.brand,
                radiusPx: kit.dp(14),
                align: 'center',
              },
              { onTap: kit.touch(() => follow.onTap()) },
            ),
          label(`${key}/text`, [left, textTop, right, textTop + bodyHeight], options.text, {
            textSizePx: size,
            maxLines: lines,
            color: kit.look.text,
          }),
          ...pictures.map((art, index) =>
            drawArt(
              `${key}/picture${index}`,
              box(
                left + (index % perRow) * (pictureSide + kit.dp(5)),
                picturesTop + Math.floor(index / perRow) * (pictureSide + kit.dp(5)),
                pictureSide,
                pictureSide,
              ),
              art,
              kit.dp(4),
            ),
          ),
          ...(options.actions
            ? actionViews(kit, key, [area[0], area[3] - kit.dp(42), area[2], area[3]], options.actions)
            : []),
        ],
      );
    });
  };
}

function actionViews(kit: Kit, key: string, area: Rect, actions: readonly PostAction[]): View[] {
  const places = columns(area, actions.length);
  return actions.map((action, index) => {
    const place = places[index] ?? area;
    const color = action.on ? kit.look.brand : kit.look.weak;
    const width = kit.dp(22) + measureText(action.text, kit.size(13));
    const left = Math.round((place[0] + place[2] - width) / 2);
    const middle = Math.round((place[1] + place[3]) / 2);
    const name = `${key}/action${index}`;
    return view(
      'linear',
      name,
      place,
      {
        contentDescription: action.description,
        ...(action.on ? { selected: true } : {}),
        onTap: kit.touch(() => action.onTap()),
      },
      [
        symbol(`${name}/symbol`, box(left, middle - kit.dp(9), kit.dp(18), kit.dp(18)), action.symbol, color),
        label(`${name}/text`, [left + kit.dp(22), place[1], place[2], place[3]], action.text, {
          textSizePx: kit.size(13),
          color,
        }),
      ],
    );
  });
}

/** A line of touchable symbols with texts: likes, comments, shares. */
export function actionLine(key: string, actions: readonly PostAction[]): Block {
  return (kit) =>
    cellOf(key, kit.dp(46), (bounds) =>
      view('linear', key, bounds, { style: { background: kit.look.surface } }, actionViews(kit, key, bounds, actions)),
    );
}
