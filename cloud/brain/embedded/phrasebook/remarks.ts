// What is added at the end of a request and changes nothing of the plan: that nothing else is to happen, that any kind will do,
// that the answer is to be told, thanks. Each is a whole piece behind a stop.
const lastPiece = /^(?<before>.*)[，,。.;；？?]\s*(?<piece>[^，,。.;；？?]+?)[。.!！~～]?\s*$/su;

const otherDeedsZh =
  '下单|结账|结算|付款|买|预订|订|叫车?|打车|播放|放|导航|打开|发出去|发错.{0,8}|动(?:别的|其他.{0,3})';
const otherDeedsEn = 'book|order|buy|pay|play|check out';

const remarks: readonly RegExp[] = [
  new RegExp(`^(?:先|都|就|也|千万)?(?:别|不要|不用|不必|无需)再?(?:真的?)?(?:${otherDeedsZh})$`, 'u'),
  new RegExp(`^(?:please )?(?:do not|don't|without) (?:${otherDeedsEn})(?:ing)?(?: it| anything)?$`, 'iu'),
  /^(?:其他|别的)(?:的|都|东西)*(?:别|不要|不用|不)(?:动|改|变)$/u,
  /^(?:and )?(?:leave|keep) everything else.*$/iu,
  /^(?:规格|颜色|款式|尺码)(?:随便|无所谓|都行|不限)$/u,
  /^.{0,3}一样的$/u,
  /^(?:名字|价格|结果|时间)?(?:都|也)?告诉我(?:就行|一下|吧)?$/u,
  /^(?:没超过|没到|没有的话|不到|否则|不然)的?话?就?(?:告诉我|说一?下?|跟我说)[^，。；]{0,6}(?:多少钱|价格|车费|车次|时间|结果)$/u,
  /^(?:就行|即可|谢谢|多谢|拜托)了?$|^thanks?(?: you)?$|^and tell me$/iu,
];

/** The request in front of its closing remark; undefined where it has none. */
export function withoutLastRemark(request: string): string | undefined {
  const { before = '', piece } = lastPiece.exec(request)?.groups ?? {};
  return before !== '' && piece !== undefined && remarks.some((remark) => remark.test(piece)) ? before : undefined;
}
