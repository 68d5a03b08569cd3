// Listings that come along in every search and are not the thing itself: second-hand ones, and what is sold for it.

const usedWords =
  /(二手|[0-9零一二三四五六七八九]\s*[0-9]?\s*成新|\d{2}新|充新|翻新|官翻|拆封|展示机|样机|资源机|回收|租赁|出租|租机|\bused\b|refurbished|renewed|pre-?owned|second-?hand|open[- ]box|for rent)/i;
const usedAsked = /(二手|翻新|官翻|\bused\b|refurbished|renewed|second-?hand|pre-?owned)/i;
const longestBadge = 12;

const fitsFor = /(适用于?|适配|兼容|配套|\bfor\b|compatible with|fits)/i;
const accessoryNouns =
  /((手机|保护|硅胶|防摔|磁吸|透明|保护外|后)壳|(保护|手机|平板|皮|硅胶|耳机|键盘)套(?!装)|钢化膜|贴膜|类纸膜|水凝膜|保护膜|键盘膜|镜头膜|支架|底座|扩展坞|拓展坞|收纳(包|盒|袋|架)|数据线|充电线|表带|腕带|耳帽|替换(装|头|芯|滤)|滤芯|滤网|密封圈|配件|挂绳|防尘塞|贴纸|展示盒|清洁套装|鞋垫|分装瓶|书签|相机包|内胆包|\bcase\b|\bcover\b|screen protector|tempered glass|\bstand\b|\bdock\b|\bstrap\b|\bskin\b|\bpouch\b|\bsleeve\b|replacement)/i;

/** Used, refurbished or for rent, when that was not asked for. `notes`: badges beside the title. */
export function isSecondHand(query: string, title: string, notes: readonly string[]): boolean {
  if (usedAsked.test(query)) return false;
  return usedWords.test(title) || notes.some((note) => note.length <= longestBadge && usedWords.test(note));
}

/** Something for the thing, when no such thing was asked for. */
export function looksLikeAccessory(query: string, title: string): boolean {
  if (accessoryNouns.test(query)) return false;
  return accessoryNouns.test(title) || (fitsFor.test(title) && !fitsFor.test(query));
}
