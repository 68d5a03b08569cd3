// The row: an entity in a list, from "a title and an arrow" to a dish with picture, tags, price and stepper. As a `row`
// it lies edge to edge or inside a group; as a `card` it stands alone.

import { badge } from '../../../ui/bars.js';
import { box, inset } from '../../../ui/geometry.js';
import { measureText } from '../../../ui/text.js';
import type { Rect, View } from '../../../ui/view.js';
import { label, symbol, view } from '../../../ui/views.js';
import { type Art, drawArt } from '../art.js';
import { type Block, cardStyle, cellOf, type Kit, lineCount, sideGap, textHeight } from '../kit.js';
import { tint } from '../look.js';
import type { Control } from './controls.js';

export interface RowOptions {
  readonly art?: Art | undefined;
  /** Side of the art in dp; 44 by default, 88 when there is a price or tags. */
  readonly artDp?: number | undefined;
  /** Grey second line. */
  readonly note?: string | undefined;
  /** Further grey lines. */
  readonly lines?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  /** With currency sign: "¥32". */
  readonly price?: string | undefined;
  /** Earlier price, struck through. */
  readonly was?: string | undefined;
  /** Small text at the right of the title: time, distance. */
  readonly side?: string | undefined;
  /** Text at the right end, as in settings. */
  readonly value?: string | undefined;
  /** Count on a red dot. */
  readonly badge?: string | undefined;
  readonly control?: Control | undefined;
  /** Before the art: a check mark. */
  readonly lead?: Control | undefined;
  /** An arrow at the right end. */
  readonly arrow?: boolean | undefined;
  readonly titleLines?: number | undefined;
  readonly noteLines?: number | undefined;
  readonly titleDp?: number | undefined;
  readonly bold?: boolean | undefined;
  /** Colour of the title. */
  readonly color?: string | undefined;
  readonly selected?: boolean | undefined;
  readonly faded?: boolean | undefined;
  readonly description?: string | undefined;
  readonly onTap?: (() => void) | undefined;
  readonly onLongPress?: (() => void) | undefined;
}

interface Row extends RowOptions {
  readonly key: string;
  readonly title: string;
}

interface Line {
  readonly heightPx: number;
  draw(area: Rect): View | readonly View[];
}

/** `key` from the entity's id: "shop:s12"; parts are called "shop:s12/title". */
export function row(key: string, title: string, options: RowOptions = {}): Block {
  return (kit, width) => rowCell(kit, width, { ...options, key, title }, 0);
}

/** A row that stands alone on the background. */
export function card(key: string, title: string, options: RowOptions = {}): Block {
  return (kit, width) => rowCell(kit, width, { ...options, key, title }, sideGap(kit));
}

function rowCell(kit: Kit, width: number, options: Row, gap: number) {
  const { look } = kit;
  const { key, control, lead, art } = options;
  const rich = options.price !== undefined || (options.tags?.length ?? 0) > 0;
  const pad = kit.dp(gap > 0 ? 12 : 16);
  const padY = kit.dp(gap > 0 || rich ? 12 : 11);
  const artSide = art ? kit.dp(options.artDp ?? (rich ? 88 : 44)) : 0;
  const leadWidth = lead ? lead.widthPx(kit) + kit.dp(8) : 0;
  const artWidth = art ? artSide + kit.dp(12) : 0;
  // A control shares the line of the price, where there is one; else it stands in the middle of the right end.
  const below = control !== undefined && options.price !== undefined;
  const valueSize = kit.size(14);
  const inner = width - 2 * gap - 2 * pad - leadWidth - artWidth;
  const valueWidth = options.value
    ? Math.min(measureText(options.value, valueSize), Math.round(inner * 0.5)) + kit.dp(8)
    : 0;
  const arrowWidth = options.arrow ? kit.dp(18) : 0;
  const controlWidth = control && !below ? control.widthPx(kit) + kit.dp(8) : 0;
  const textWidth = inner - valueWidth - arrowWidth - controlWidth;
  const lines = textLines(kit, options, textWidth, below);
  const textHeightPx = lines.reduce((sum, line) => sum + line.heightPx, 0);
  const contentHeight = Math.max(textHeightPx, artSide, kit.dp(30));
  const margin = gap > 0 ? kit.dp(4) : 0;
  const height = contentHeight + 2 * padY + 2 * margin;

  return cellOf(key, height, (bounds) => {
    const area: Rect = [bounds[0] + gap, bounds[1] + margin, bounds[2] - gap, bounds[3] - margin];
    const content: Rect = inset(area, pad, padY);
    const children: View[] = [];
    if (lead)
      children.push(
        lead.draw(kit, `${key}/lead`, [content[0], content[1], content[0] + lead.widthPx(kit), content[3]]),
      );
    const left = content[0] + leadWidth;
    if (art) {
      const side = Math.round(artSide * (art.scale ?? 1));
      const offset = Math.round((artSide - side) / 2);
      const top = rich ? content[1] : Math.round((content[1] + content[3] - artSide) / 2);
      children.push(drawArt(`${key}/picture`, box(left + offset, top + offset, side, side), art, kit.dp(6)));
      if (options.badge) {
        children.push(badge(kit.screen, `${key}/badge`, left + artSide - kit.dp(9), top - kit.dp(5), options.badge));
      }
    }
    const textLeft = left + artWidth;
    let top = content[1] + Math.max(0, Math.round((contentHeight - textHeightPx) / 2));
    if (rich) top = content[1];
    lines.forEach((line, index) => {
      const isLast = index === lines.length - 1;
      const lineTop = rich && isLast && options.price !== undefined ? content[3] - line.heightPx : top;
      const drawn = line.draw([textLeft, lineTop, textLeft + textWidth, lineTop + line.heightPx]);
      children.push(...(Array.isArray(drawn) ? drawn : [drawn as View]));
      top += line.heightPx;
    });
    let right = content[2];
    if (options.arrow) {
      const middle = Math.round((content[1] + content[3]) / 2);
      const side = kit.dp(14);
      children.push(
        symbol(`${key}/arrow`, box(right - side, middle - Math.round(side / 2), side, side), 'forward', '#c3c6cd'),
      );
      right -= arrowWidth;
    }
    if (control && !below) {
      children.push(control.draw(kit, key, [right - controlWidth, content[1], right, content[3]]));
      right -= controlWidth;
    }
    if (options.value) {
      children.push(
        label(`${key}/value`, [right - valueWidth, content[1], right, content[3]], options.value, {
          textSizePx: valueSize,
          color: look.weak,
          align: 'right',
        }),
      );
    }
    if (options.badge && !art) {
      const middle = Math.round((content[1] + content[3]) / 2);
      children.push(badge(kit.screen, `${key}/badge`, right - kit.dp(26), middle - kit.dp(8), options.badge));
    }
    const { onTap, onLongPress } = options;
    return view(
      'group',
      key,
      area,
      {
        ...(onTap ? { onTap: kit.touch(onTap) } : {}),
        ...(onLongPress ? { onLongPress: kit.touch(onLongPress) } : {}),
        ...(options.selected ? { selected: true } : {}),
        ...(options.description ? { contentDescription: options.description } : {}),
        style: {
          ...(gap > 0 || look.cards === 'flat' ? cardStyle(kit) : {}),
          ...(gap === 0 ? { divider: true, dividerColor: look.line } : {}),
          ...(options.selected ? { background: tint(look.brand, 0.08) } : {}),
        },
      },
      children,
    );
  });
}

function textLines(kit: Kit, options: Row, width: number, controlBelow: boolean): Line[] {
  const { look } = kit;
  const { key } = options;
  const lines: Line[] = [];
  const titleSize = kit.size(options.titleDp ?? 15.5);
  const small = kit.size(12.5);
  const sideWidth = options.side ? measureText(options.side, small) + kit.dp(8) : 0;
  const titleWidth = width - sideWidth;
  const titleLines = lineCount(options.title, titleSize, titleWidth, options.titleLines ?? 1);
  const titleHeight = textHeight(options.title, titleSize, titleWidth, titleLines) + kit.dp(2);
  const side = options.side;
  lines.push({
    heightPx: titleHeight,
    draw: (area) => {
      const title = label(`${key}/title`, [area[0], area[1], area[2] - sideWidth, area[3]], options.title, {
        textSizePx: titleSize,
        bold: options.bold ?? options.price !== undefined,
        color: options.color ?? (options.faded ? look.weak : look.text),
        maxLines: titleLines,
      });
      if (!side) return title;
      const end: Rect = [area[2] - sideWidth, area[1], area[2], area[1] + Math.ceil(titleSize * 1.5)];
      return [title, label(`${key}/side`, end, side, { textSizePx: small, color: look.weak, align: 'right' })];
    },
  });
  const grey = (name: string, text: string, maxLines: number): void => {
    const count = lineCount(text, small, width, maxLines);
    lines.push({
      heightPx: textHeight(text, small, width, count) + kit.dp(3),
      draw: (area) =>
        label(`${key}/${name}`, [area[0], area[1] + kit.dp(2), area[2], area[3]], text, {
          textSizePx: small,
          color: look.weak,
          maxLines: count,
        }),
    });
  };
  if (options.note) grey('note', options.note, options.noteLines ?? 1);
  options.lines?.forEach((text, index) => {
    grey(`line${index}`, text, 1);
  });
  if (options.tags && options.tags.length > 0) lines.push(tagLine(kit, key, options.tags, width));
  if (options.price !== undefined) lines.push(priceLine(kit, options, options.price, controlBelow));
  return lines;
}

function tagLine(kit: Kit, key: string, tags: readonly string[], width: number): Line {
  const size = kit.size(11);
  const height = kit.dp(18);
  return {
    heightPx: height + kit.dp(6),
    draw: (area) => {
      const drawn: View[] = [];
      let left = area[0];
      for (const [index, text] of tags.entries()) {
        const wide = measureText(text, size) + kit.dp(10);
        if (left + wide > area[0] + width) break;
        drawn.push(
          label(`${key}/tag${index}`, box(left, area[1] + kit.dp(4), wide, height), text, {
            textSizePx: size,
            color: kit.look.accent,
            background: tint(kit.look.accent, 0.09),
            radiusPx: kit.dp(3),
            align: 'center',
          }),
        );
        left += wide + kit.dp(6);
      }
      return drawn;
    },
  };
}

function priceLine(kit: Kit, options: Row, price: string, controlBelow: boolean): Line {
  const { key, control, was } = options;
  const size = kit.size(18);
  const height = kit.dp(controlBelow ? 32 : 28);
  return {
    heightPx: height,
    draw: (area) => {
      const width = measureText(price, size) + kit.dp(4);
      const drawn: View[] = [
        label(`${key}/price`, [area[0], area[1], area[0] + width, area[3]], price, {
          textSizePx: size,
          bold: true,
          color: kit.look.accent,
        }),
      ];
      if (was) {
        const small = kit.size(12);
        const left = area[0] + width + kit.dp(4);
        drawn.push(
          label(`${key}/was`, [left, area[1], left + measureText(was, small) + kit.dp(4), area[3]], was, {
            textSizePx: small,
            color: kit.look.weak,
            strikeThrough: true,
          }),
        );
      }
      if (control && controlBelow) drawn.push(control.draw(kit, key, area));
      return drawn;
    },
  };
}
