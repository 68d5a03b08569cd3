// What the fields of journeys, stays and deliveries are called, in both languages, and by which means one travels.

export const fromField =
  /^(出发(地|站|城市|机场)?|始发(地|站)?|起点|上车(点|地点)?|从哪(里|儿)?出发|我的位置|from|origin|depart(ure|ing)?( from| city| station)?|leaving from|pick-?up( point)?|start( point)?)([,，:：].*)?$/i;
export const toField =
  /^(目的(地|站|城市)?|到达(地|站|城市|机场)?|终点(站)?|下车(点|地点)?|(请)?输入(你|您)?(的|要去的)?(目的地|终点)|(你|您)?(要|想)?去哪(里|儿)?.{0,3}|to|destination|arriv(al|ing)( at| city| station)?|going to|where to.{0,2}|drop-?off( point)?|(enter|search) destination)([,，:：].*)?$/i;
export const dayField =
  /^((出发|去程|启程|乘车|乘机|起飞|用车|入住|离店|住宿)?(日期|时间)|(今天|明天|周.|星期.)?入住(离店)?|何时出发|date|when|depart(ure)? date|travel date|check-?in( date)?|dates)([,，:：].*)?$/i;
export const timeField =
  /^((出发|用车|上车|送达|配送|预约)(时间)?|现在出发|立即出发|时间|now|pick-?up time|departure time|delivery time|schedule)([,，:：].*)?$/i;
export const placeField =
  /^((入住|选择|切换|更换)?(目的地|城市|地点|位置)|住在?哪(里|儿)?.{0,2}|目的地\/城市|((choose|select|change) (a |the )?)?(city|destination|location)|where( to)?.{0,2}|going to)([,，:：].*)?$/i;

/** The entries of an app that lead to each means of travel. */
const means: readonly { readonly said: RegExp; readonly names: readonly string[] }[] = [
  { said: /(飞机|机票|航班|航空|飞|flight|plane|fly|air)/i, names: ['机票', '飞机票', '航班', 'flights', 'flight'] },
  { said: /(汽车|大巴|客车|长途|bus|coach)/i, names: ['汽车票', '汽车', 'bus', 'buses', 'coach'] },
  { said: /(船|轮渡|ferry|boat)/i, names: ['船票', 'ferries', 'ferry'] },
  {
    said: /(火车|高铁|动车|列车|车票|卧铺|train|rail)/i,
    names: ['火车票', '车票', '车票预订', '高铁', 'trains', 'train', 'train tickets'],
  },
];

/** Names of the entry for a means in the user's words; those of trains where none is said. */
export function meansNames(by: string): readonly string[] {
  return (means.find(({ said }) => said.test(by)) ?? means.at(-1))?.names ?? [];
}

/** Ways to travel on a map, and the tabs that a route page has for each. */
const travels: readonly { readonly said: RegExp; readonly names: readonly string[] }[] = [
  {
    said: /(公交|地铁|公共交通|轨道|轻轨|transit|metro|subway|\bbus\b|public transport)/i,
    names: ['公共交通', '公交地铁', '公交', '地铁', 'transit', 'public transport'],
  },
  { said: /(步行|走路|走着|徒步|on foot|walk)/i, names: ['步行', '走路', 'walk', 'walking', 'on foot'] },
  { said: /(骑|单车|自行车|电动车|bike|cycl|bicycle)/i, names: ['骑行', '骑车', 'bike', 'cycling', 'bicycling'] },
  { said: /(打车|出租|taxi|cab)/i, names: ['打车', '出租车', 'taxi', 'ride'] },
  { said: /(开车|驾车|自驾|汽车|driv|\bcar\b)/i, names: ['驾车', '开车', 'drive', 'driving', 'car'] },
];

/** Names of the tab for a way to travel in the user's words; empty for one that is not known. */
export function travelNames(by: string): readonly string[] {
  return travels.find(({ said }) => said.test(by))?.names ?? [];
}

/** Says that a way, a time or a distance is meant: "12.5公里", "约35分钟", "1h 20min". */
export const wayWords =
  /(\d+(\.\d+)?\s*(公里|千米|米|km\b|miles?\b|m\b)|\d+\s*(分钟?|小时|min|hours?|hr)\b|\d+\s*(分钟|小时))/i;
