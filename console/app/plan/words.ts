import type { Intent, intentTable } from '@farhand/shared';
import { wordsOf } from '../words/words.js';

type ValueName = { [I in Intent]: keyof (typeof intentTable)[I] }[Intent];

export const t = wordsOf({
  plan: { en: 'The plan', zh: '计划' },
  cloud: { en: 'in the cloud', zh: '云端' },
  asksFirst: { en: 'Reaches others', zh: '会联系他人' },
  stopsBefore: { en: 'Stops before payment', zh: '付款前停下' },
  after: { en: (ids: string) => `after ${ids}`, zh: (ids: string) => `在 ${ids} 之后` },
  takes: { en: (id: string) => `what ${id} brings`, zh: (id: string) => `${id} 的结果` },
  compare_prices: { en: 'Then the prices are compared, the cheapest first', zh: '然后比较价格，最便宜的在前' },
  last: { en: 'The last result is the answer', zh: '最后一步的结果就是答案' },
  collect: { en: 'Then the results are put together', zh: '然后汇总各项结果' },
  change: { en: 'Change', zh: '修改' },
  ready: { en: 'Ready', zh: '完成修改' },
  remove: { en: 'Leave out', zh: '去掉' },
  another: { en: 'Same in another app', zh: '换个应用再做一次' },
  app: { en: 'App', zh: '应用' },
  changed: { en: 'changed', zh: '已修改' },
});

/** What each intent is called, and its values. A newer service may know more: those are shown by their own names. */
export const intentWords = wordsOf({
  find_price: { en: 'Find the price', zh: '查价格' },
  search: { en: 'Search', zh: '搜索' },
  add_to_cart: { en: 'Put into the cart', zh: '加入购物车' },
  favourite: { en: 'Add to favourites', zh: '收藏' },
  send_message: { en: 'Send a message', zh: '发消息' },
  ride: { en: 'Hail a ride', zh: '叫车' },
  order_food: { en: 'Order food', zh: '点餐' },
  play: { en: 'Play', zh: '播放' },
  navigate: { en: 'Navigate', zh: '导航' },
  route: { en: 'Find a route', zh: '查路线' },
  ticket: { en: 'Look up tickets', zh: '查票' },
  hotel: { en: 'Find a hotel', zh: '找酒店' },
  alarm: { en: 'Set an alarm', zh: '设闹钟' },
  note: { en: 'Write a note', zh: '记笔记' },
  fill_form: { en: 'Fill in a form', zh: '填写表单' },
  call: { en: 'Call', zh: '打电话' },
  open: { en: 'Open', zh: '打开' },
  setting: { en: 'Change a setting', zh: '改设置' },
  post: { en: 'Post', zh: '发布' },
  ask: { en: 'Look something up', zh: '查询' },
  like: { en: 'Like', zh: '点赞' },
  follow: { en: 'Follow', zh: '关注' },
  search_papers: { en: 'Search papers', zh: '搜论文' },
  read_page: { en: 'Read a page', zh: '读网页' },
  research: { en: 'Research', zh: '调研' },
  call_tool: { en: 'Call a tool', zh: '调用工具' },
  summarise: { en: 'Summarise', zh: '总结' },
  do: { en: 'Do', zh: '执行' },
} satisfies Record<Intent, unknown>);

export const valueWords = wordsOf({
  item: { en: 'What', zh: '商品' },
  query: { en: 'What', zh: '内容' },
  sort: { en: 'Order', zh: '排序' },
  filter: { en: 'Only', zh: '筛选' },
  recipient: { en: 'To', zh: '收信人' },
  text: { en: 'Text', zh: '文字' },
  to: { en: 'To', zh: '到' },
  from: { en: 'From', zh: '从' },
  time: { en: 'When', zh: '时间' },
  shop: { en: 'Shop', zh: '店铺' },
  title: { en: 'Title', zh: '标题' },
  by: { en: 'By', zh: '作者或方式' },
  place: { en: 'Where', zh: '地点' },
  label: { en: 'Label', zh: '标签' },
  what: { en: 'What', zh: '什么' },
  state: { en: 'State', zh: '状态' },
  url: { en: 'Address', zh: '网址' },
  question: { en: 'Question', zh: '问题' },
  tool: { en: 'Tool', zh: '工具' },
  fields: { en: 'Fields', zh: '各项' },
  count: { en: 'How many', zh: '数量' },
  goal: { en: 'Goal', zh: '目标' },
  best: { en: 'Which of all', zh: '要哪一个' },
  want: { en: 'What to find out', zh: '想知道' },
  of: { en: 'About', zh: '关于' },
  list: { en: 'List', zh: '列表' },
  kind: { en: 'Kind', zh: '种类' },
  who: { en: 'Whom', zh: '谁' },
  before: { en: 'So long before', zh: '提前多久' },
} satisfies Record<ValueName, unknown>);

export function named(words: object, key: string): string {
  return (words as Record<string, string>)[key] ?? key.replaceAll('_', ' ');
}
