// Is this title the thing that was asked for? Tolerant of order, spacing, case, width and language; strict about the
// model: an accessory for it, a used one or its Pro sibling is another thing.
import { type CompactText, compact, findWord } from './compact.js';
import { synonymsOf } from './synonyms.js';

export type MatchVerdict = 'match' | 'other' | 'accessory' | 'used';

// Words that mark a sibling model: a title that has one which the query lacks is another product.
const variantWords = [
  'pro',
  'max',
  'ultra',
  'plus',
  'mini',
  'air',
  'lite',
  'se',
  'fe',
  'note',
  'turbo',
  'fold',
  'flip',
  'slim',
  'ti',
  'super',
  'xl',
  'oled',
  'edge',
  'neo',
  'promax',
  'studio',
  '青春版',
  '至尊版',
  '标准版',
  '尊享版',
  '旗舰版',
  '增强版',
  '竞速版',
  '活力版',
  '典藏版',
  '折叠',
] as const;

const usedWords =
  /(二手|[0-9零一二三四五六七八九]\s*[0-9]?\s*成新|\d{2}新|充新|翻新|官翻|拆封|展示机|样机|资源机|回收|租赁|出租|租机|\bused\b|refurbished|renewed|pre-?owned|second-?hand|open[- ]box|for rent)/i;

const fitsFor = /(适用于?|适配|兼容|配套|专用.{0,4}(壳|膜|套|线)|\bfor\b|compatible with|fits)/i;

const accessoryNouns =
  /((手机|平板|保护|硅胶|防摔|磁吸|透明)?(壳|套)|保护(壳|套|膜)|钢化膜|贴膜|类纸膜|水凝膜|支架|底座|扩展坞|拓展坞|收纳(包|盒|袋|架)?|数据线|充电线|充电器|充电头|表带|腕带|耳塞套|耳帽|替换|滤芯|滤网|密封圈|配件|挂绳|防尘塞|贴纸|展示盒|清洁套装|鞋垫|分装瓶|书签|相机包|内胆包|键盘膜|镜头膜|\bcase\b|\bcover\b|screen protector|tempered glass|\bstand\b|\bdock\b|\bstrap\b|\bcable\b|\bcharger\b|\badapter\b|\bskin\b|\bpouch\b|\bsleeve\b|replacement)/i;

const usedAsked = /(二手|翻新|官翻|used|refurbished|renewed|second-?hand|pre-?owned)/i;

/** Words of a query that say nothing about the thing itself. */
const fillers =
  /(全新|正品|新款|最新款?|最便宜的?|便宜的?|一台|一部|一个|一双|一盒|一箱|一件|这款|那款|的|\bbrand new\b|\bnew\b|\blatest\b|\bcheapest\b|\bthe\b|\bof\b|\ban?\b)/gi;

/** Units that may follow a number without making it a model's name: 16 in "16GB" is not the 16 of "iPhone 16". */
const unitAfterNumber =
  /^(gb|tb|mb|g|kg|mg|l|ml|w|kw|mah|hz|k|cm|mm|m|inch|寸|英寸|升|克|公斤|千克|毫升|瓦|代|期|件|片|支|瓶|袋|盒|包|只|条|个|年|月|天|元|折|新|成)/;

/** What a listing's title is to a query. `notes`: the other words of its card, badges among them. */
export function matchGoods(query: string, title: string, notes: readonly string[] = []): MatchVerdict {
  const words = queryWords(query);
  const text = compact(title);
  if (words.length === 0 || !words.every((word) => holds(text, word))) return 'other';
  const wantsUsed = usedAsked.test(query);
  if (!wantsUsed && (usedWords.test(title) || notes.some((note) => note.length <= 12 && usedWords.test(note))))
    return 'used';
  if (isAccessory(query, title)) return 'accessory';
  return isSibling(words, query, text) ? 'other' : 'match';
}

/** The words that a title must hold, in the query's order. A bare number belongs to the word before it. */
export function queryWords(query: string): string[] {
  const cleaned = query.normalize('NFKC').toLowerCase().replaceAll(fillers, ' ');
  return cleaned.match(/\p{Script=Han}+|[\p{L}\p{N}]+(?:[.'+-][\p{L}\p{N}]+)*|\p{N}+/gu)?.flatMap(splitScripts) ?? [];
}

function splitScripts(word: string): string[] {
  return word.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? [];
}

function holds(text: CompactText, word: string): boolean {
  for (const form of [word, ...synonymsOf(word)]) {
    if (findWord(text, form).some((end) => !isMeasure(text, form, end))) return true;
  }
  return /^\p{Script=Han}+$/u.test(word) && isCoveredByParts(text, word);
}

/** A number followed by a unit is a measure and not part of a name, unless the word asked for ends in that unit. */
function isMeasure(text: CompactText, form: string, end: number): boolean {
  return /\d$/.test(form) && unitAfterNumber.test(text.folded.slice(end)) && !text.gaps.has(end);
}

/** "戴森吹风机" in "戴森 Dyson 高速吹风机": the run falls into parts of two or more characters that are all there. */
function isCoveredByParts(text: CompactText, run: string): boolean {
  const reachable = new Set([0]);
  for (let start = 0; start < run.length; start++) {
    if (!reachable.has(start)) continue;
    for (let end = start + 2; end <= run.length; end++) {
      const part = run.slice(start, end);
      const found = text.folded.includes(part) || synonymsOf(part).some((form) => findWord(text, form).length > 0);
      if (found) reachable.add(end);
    }
  }
  return reachable.has(run.length);
}

function isAccessory(query: string, title: string): boolean {
  if (fitsFor.test(title) && !fitsFor.test(query)) return true;
  const noun = accessoryNouns.exec(title)?.[0];
  return noun !== undefined && !accessoryNouns.test(query) && !query.toLowerCase().includes(noun.toLowerCase());
}

/** The title names another model of the family: a variant word that was not asked for, or a letter stuck to the number. */
function isSibling(words: readonly string[], query: string, text: CompactText): boolean {
  const asked = compact(query);
  for (const variant of variantWords) {
    if (findWord(text, variant).length > 0 && findWord(asked, variant).length === 0) return true;
  }
  return words.some((word) => /\d$/.test(word) && findWord(text, word).every((end) => hasSuffix(text, end)));
}

/** "16e", "M4Pro": a letter directly behind the number that is no unit. */
function hasSuffix(text: CompactText, end: number): boolean {
  if (text.gaps.has(end)) return false;
  const rest = text.folded.slice(end);
  return /^[a-z]/.test(rest) && !unitAfterNumber.test(rest);
}
