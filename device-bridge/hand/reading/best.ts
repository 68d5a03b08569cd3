// Which one of several is asked for, in the user's words (最便宜, 评分最高的, earliest), and which entries of a list it is.
import { type Measure, measureOf } from './measures.js';
import type { Row } from './rows.js';

export interface WantedBest {
  readonly measure: Measure;
  readonly way: 'least' | 'most';
}

/** The first that fits decides. */
const words: readonly (readonly [RegExp, Measure, WantedBest['way']])[] = [
  [/(门槛).{0,4}(最?低|最?小)|lowest (minimum|threshold)/i, 'threshold', 'least'],
  [/(减|抵|优惠|省).{0,4}最(多|大|高)|面[值额]最[大高]|largest (discount|reduction)/i, 'reduction', 'most'],
  [
    /(配送费|运费|delivery).{0,6}(最?低|最?少|最?便宜|lowest|cheapest)|(lowest|cheapest).{0,12}delivery/i,
    'delivery',
    'least',
  ],
  [/(先|最快|最早|快要?)(到期|过期)|expires? (first|soonest)/i, 'expires', 'least'],
  [
    /(播放|观看|浏览|点击|viewed|played).{0,4}最?(高|多|most)?|最多(人)?(看|播放)|most (viewed|played|watched|popular)/i,
    'plays',
    'most',
  ],
  [/(赞同?|点赞|喜欢|热度).{0,4}最(多|高)|最(热|火)|most (liked|upvoted)|highest.?voted/i, 'likes', 'most'],
  [/(销量|卖得|月售|付款).{0,4}最?(高|多|好)|最(畅销|热销)|best.?sell|most sold/i, 'sales', 'most'],
  [/粉丝最多|most followers/i, 'followers', 'most'],
  [
    /(评分|口碑|好评|评价|星级|rating|rated|review).{0,4}(最?高|最?好)?|(best|top|highest).?(rated|rating|reviewed)/i,
    'score',
    'most',
  ],
  [
    /(价格?|价钱|房价|票价|收费|费用)?.{0,2}最(便宜|低价?|省钱?|划算)|越便宜越好|最低价|cheap|lowest|least expensive/i,
    'price',
    'least',
  ],
  [/最(贵|高价)|(most expensive|dearest|priciest)/i, 'price', 'most'],
  [/(热搜|热榜|榜单?|排名|排行).{0,4}(第一|榜首|最前)|榜首|number one|top (topic|story|one)/i, 'rank', 'least'],
  [/(走|步行).{0,4}最少|(least|shortest) walk/i, 'walk', 'least'],
  [/最(早|先)(到达?)|(earliest arriv|arrives? (first|earliest))/i, 'arrives', 'least'],
  [/最早|头一?班|首班|第一班|first|earliest/i, 'leaves', 'least'],
  [/最晚|末班|最后一班|last|latest/i, 'leaves', 'most'],
  [/(时间|用时|耗时|车程|时长)?最(短|快|省时)|fastest|quickest|shortest/i, 'lasts', 'least'],
  [/最(长|久)|longest/i, 'lasts', 'most'],
  [/最近|最?离.{0,6}近|距离.{0,4}(最?近|最?短)|near|closest/i, 'distance', 'least'],
  [/最远|farthest|furthest/i, 'distance', 'most'],
];

export function readBest(said: string): WantedBest | undefined {
  const found = said === '' ? undefined : words.find(([pattern]) => pattern.test(said));
  return found && { measure: found[1], way: found[2] };
}

/** The entries that are the one: several where they are equal; none where none says what would have to be compared. */
export function pickBest<T extends Pick<Row, 'lines'>>(rows: readonly T[], { measure, way }: WantedBest): T[] {
  const measured = rows.flatMap((row) => {
    const value = measureOf(row.lines, measure);
    return value === undefined ? [] : [{ row, value }];
  });
  const values = measured.map(({ value }) => value);
  const best = way === 'least' ? Math.min(...values) : Math.max(...values);
  return measured.filter(({ value }) => value === best).map(({ row }) => row);
}
