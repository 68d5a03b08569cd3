// A plain deed by its verb and object, for what neither phrasings nor models are sure of: the app is named, or the verb leaves no
// doubt. Where one of several is meant (导航去最近的医院), it is looked for first.
import { type App, servesCategory } from '@farhand/shared';
import type { Clause } from '../clauses.js';
import { type ClauseKind, clauseRules, type SlotName } from '../language.js';
import { clauseOf, trimmed, withoutApp, withoutPoliteness } from './pieces.js';
import { askingWords, bestWords, explainingWords } from './words.js';

interface Deed {
  readonly kind: ClauseKind;
  readonly slot: SlotName;
  readonly forms: readonly RegExp[];
  /** Whether the verb says enough without an app. */
  readonly isPlain?: true;
}

const object = '(?<object>[^，,。；;！!？?]{1,40}?)';
/** How a dish is wanted stands behind a stop. */
const dish = '(?<object>[^。；;！!？?]{1,40}?)';
const deeds: readonly Deed[] = [
  {
    kind: 'navigate',
    slot: 'to',
    isPlain: true,
    forms: [
      new RegExp(`^(?:开始)?(?:导航|带我)(?:去|到|回)${object}$`, 'u'),
      new RegExp(`^(?:navigate|take me|guide me|bring me|drive|start navigation)(?: me)? to (?:the )?${object}$`, 'iu'),
    ],
  },
  {
    kind: 'food',
    slot: 'item',
    forms: [
      new RegExp(`^(?:外卖)?(?:点|来|要|订|叫)(?:一下)?(?:[个份杯])?${dish}$`, 'u'),
      new RegExp(`^(?:order|get|buy)(?: me)? (?:the )?${dish}$`, 'iu'),
    ],
  },
  {
    kind: 'favourite',
    slot: 'item',
    forms: [
      new RegExp(`^(?:收藏)(?:一下)?(?:那[个首家篇条])?${object}$`, 'u'),
      new RegExp(`^(?:把)${object}(?:收藏(?:起来|一下|了)?|加入收藏|存到收藏)$`, 'u'),
      new RegExp(`^(?:favou?rite|bookmark|save|star) (?:the )?${object}$`, 'iu'),
    ],
  },
  {
    kind: 'cart',
    slot: 'item',
    forms: [
      new RegExp(`^(?:找[个件]|把|将)?${object}(?:放进|放到|放|加入|加到|加进|加|丢进)购物车里?$`, 'u'),
      new RegExp(`^(?:add|put) (?:the |an? )?${object} (?:to|in|into) (?:my |the )?(?:cart|basket)$`, 'iu'),
    ],
  },
  {
    kind: 'route',
    slot: 'to',
    isPlain: true,
    forms: [
      new RegExp(
        `^(?:走路|步行|开车|骑车|坐地铁|坐公交)?(?:去|到)${object}(?:大概|要|需要|得|有)*多(?:久|远|长时间)$`,
        'u',
      ),
      new RegExp(
        `^(?:find out )?how (?:long|far) (?:does it take|it takes|is it|will it take|it is)(?: to (?:walk|drive|cycle|get|go|travel))? to (?:the )?${object}$`,
        'iu',
      ),
    ],
  },
  {
    kind: 'follow',
    slot: 'to',
    forms: [
      new RegExp(`^(?:关注|订阅)(?:一下)?${object}$`, 'u'),
      new RegExp(`^(?:follow|subscribe to) (?:the )?${object}$`, 'iu'),
    ],
  },
  {
    kind: 'note',
    slot: 'text',
    forms: [
      new RegExp(`^(?:记|写|加)(?:一?[下笔条个])?(?:笔记|备忘录?)?[：:，, ]?${object}$`, 'u'),
      new RegExp(`^(?:make|write|add|take) (?:me )?a note (?:to|that|saying|about|of|:) ?${object}$`, 'iu'),
      new RegExp(`^(?:note|jot|write)(?: down)?(?: that)? ${object}$`, 'iu'),
    ],
  },
  {
    kind: 'search',
    slot: 'query',
    forms: [
      new RegExp(`^(?:搜索|搜|查找|找|查)(?:一?下|一搜)?${object}$`, 'u'),
      new RegExp(`^(?:search(?: for)?|look for|look up|find(?: me)?) (?:the )?${object}$`, 'iu'),
    ],
  },
];
/** What is paid, taken back or written by somebody else's rules is no plain deed. */
const others =
  /付款|支付|下单|充值|转账|退|删|取消|如果|要是|翻译|\b(?:pay|refund|delete|cancel|remove|if|transfer|translate)\b/iu;

/** Empty for anything else. */
export function deedsOf(request: string): readonly Clause[] {
  const { app, named, parts } = withoutApp(request);
  if (named > 1 || parts.length !== 1 || others.test(request) || explainingWords.test(request)) return [];
  const said = trimmed(withoutPoliteness(parts[0] ?? ''));
  for (const { kind, slot, forms, isPlain } of deeds) {
    const fits = clauseRules[kind].fits;
    if (app === undefined ? isPlain === undefined : fits && !fits.some((one) => servesCategory(app, one))) continue;
    const value = forms.map((form) => form.exec(said)?.groups?.object?.trim()).find((one) => one !== undefined);
    if (value === undefined || !request.includes(value) || askingWords.test(value)) continue;
    return kind === 'navigate' ? toOneOf(value, app) : [clauseOf(kind, { [slot]: value }, app)];
  }
  return [];
}

function toOneOf(value: string, app: App | undefined): readonly Clause[] {
  const best = bestWords.exec(value)?.[0];
  const query = best === undefined ? '' : trimmed(value.replace(best, '')).replace(/^的/u, '').trim();
  if (best === undefined || query === '') return [clauseOf('navigate', { to: value }, app)];
  return [clauseOf('search', { query, best }, app), { ...clauseOf('navigate', {}, app), takesPrevious: true }];
}
