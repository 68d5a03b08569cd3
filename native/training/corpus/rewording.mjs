// Other words for the same thing, applied to the text round the values: each row lists words that can stand for
// each other in a command.

const rows = {
  zh: [
    ['搜一下', '查一下', '搜索', '搜', '查', '找一下', '查找', '搜搜', '查查', '找找', '检索', '查询', '搜寻'],
    ['发给', '转给', '发送给', '传给', '转发给', '发到', '甩给', '发过去给'],
    ['告诉', '通知', '跟', '和'],
    ['看看', '瞧瞧', '瞅瞅', '看一下', '看一看', '瞄一眼'],
    ['帮我', '给我', '替我', '麻烦帮我', ''],
    ['便宜', '划算', '实惠', '省钱', '低价'],
    ['多少钱', '什么价', '啥价', '卖多少', '什么价格', '几个钱', '怎么卖', '价格是多少'],
    ['价格', '价钱', '售价', '报价', '价位', '标价'],
    ['比较', '对比', '比一比', '比一下', '对照', '比'],
    ['点', '叫', '订', '来', '下单'],
    ['放', '播放', '播', '来一首', '放一下', '听'],
    ['打车', '叫车', '约车', '叫个车', '打个车', '喊个车', '叫辆车', '打的', '约个车', '叫辆出租车'],
    ['导航', '带路', '指路', '开导航'],
    ['总结', '概括', '归纳', '汇总', '提炼', '小结', '整理', '梳理'],
    ['结果', '内容', '信息', '东西', '资料'],
    ['提醒我', '叫我', '喊我', '通知我', '记得提醒我'],
    ['记下', '记录', '写下', '记一下', '记下来', '写进', '记'],
    ['发一条', '发个', '发布', '发条', '发表', '更新一条', '发'],
    ['然后', '再', '接着', '之后', '完了', '随后', '最后'],
    ['打电话给', '给个电话', '拨打', '打给', '拨给', '呼叫'],
    ['打开', '启动', '开启', '进入', '点开', '开'],
    ['哪家', '哪个平台', '哪边', '哪个', '哪里', '谁家', '哪儿'],
    ['订', '预订', '预定', '定'],
    ['票', '车票'],
    ['我想', '我要', '我想要', '我打算', '想', '我得', '我准备'],
    ['去', '到', '前往', '上'],
    ['怎么走', '咋走', '怎么去', '的路线', '如何走'],
    ['一下', '下', ''],
    ['用', '拿', '通过', '使用', '在', '上'],
  ],
  en: [
    ['search for', 'look for', 'look up', 'find', 'search', 'hunt for', 'hunt down', 'dig up', 'check for'],
    ['compare', 'contrast', 'check and compare', 'weigh up'],
    ['cheapest', 'lowest priced', 'most affordable', 'best value', 'least expensive'],
    ['cheaper', 'less expensive', 'more affordable', 'better priced'],
    ['price', 'cost', 'asking price', 'going rate'],
    ['how much is', "what's the price of", "what's the cost of", 'what does it cost to get', 'how expensive is'],
    ['send', 'forward', 'shoot', 'pass', 'fire off', 'deliver'],
    ['tell', 'let', 'inform', 'notify'],
    ['text', 'message', 'ping', 'sms', 'drop a line to'],
    ['order', 'get', 'grab', 'pick up', 'have delivered', 'get me', 'order me'],
    ['cab', 'taxi', 'ride', 'car', 'lift'],
    ['book', 'reserve', 'get', 'arrange', 'sort out'],
    ['call me a', 'hail a', 'get me a', 'order a', 'summon a', 'grab me a', 'find me a', 'I need a'],
    ['play', 'put on', 'start', 'stream', 'queue up', 'listen to', 'blast'],
    ['navigate', 'take me', 'guide me', 'get directions', 'route me', 'show me the way', 'give me directions'],
    ['summarise', 'summarize', 'sum up', 'recap', 'condense', 'boil down', 'give me the gist of'],
    ['summary', 'recap', 'digest', 'short version', 'brief'],
    ['remind me', 'ping me', 'nudge me', 'alert me', 'give me a reminder'],
    ['wake me', 'wake me up', 'get me up'],
    ['note', 'memo', 'note down', 'jot down'],
    ['write down', 'jot down', 'put down', 'record', 'take down', 'note'],
    ['call', 'phone', 'ring', 'dial', 'give a call to', 'ring up'],
    ['open', 'launch', 'start', 'fire up', 'bring up', 'open up', 'pull up'],
    ['turn', 'switch', 'flip'],
    ['post', 'publish', 'share', 'put up', 'upload'],
    ['and then', 'then', 'after that', 'and', 'next', 'afterwards'],
    ['I want to', "I'd like to", 'I wanna', 'I need to', "I'm looking to", "I'm trying to"],
    ['I need', 'I want', "I'd like", 'gimme', 'get me', "I'm after"],
    ['results', 'findings', 'list', 'what you find', 'result'],
    ['find out', 'see', 'check', 'figure out', 'work out', 'let me know'],
    ['show me', 'give me', 'bring up', 'get me', 'pull up'],
    ['using', 'via', 'with', 'through', 'on', 'in'],
    ['right now', 'at the moment', 'these days', 'currently', 'now'],
    ['hotel', 'room', 'place to stay', 'hotel room', 'somewhere to stay'],
    ['a ticket', 'tickets', 'a seat', 'seats'],
  ],
};

/** Words with too many other uses to be exchanged; they may stand in for others all the same. */
const fixed = new Set([
  'get',
  'start',
  'find',
  'check',
  'pick up',
  'list',
  'in',
  'on',
  'with',
  'and',
  'note',
  'next',
  'call',
  'record',
  'share',
  'now',
  'order',
  'open',
  'play',
  'put up',
  'let',
  'tell',
  'car',
  'result',
  'place to stay',
  'room',
  'using',
  'through',
  'via',
]);

function exchangeable(language, word) {
  if (language === 'zh') return word.length > 1;
  return !fixed.has(word);
}

const tables = Object.fromEntries(
  Object.entries(rows).map(([language, list]) => {
    const table = new Map();
    for (const row of list) for (const word of row) if (exchangeable(language, word)) table.set(word, row);
    const longestFirst = [...table.keys()].sort((a, b) => b.length - a.length);
    const alternatives = longestFirst.join('|');
    const pattern = language === 'zh' ? new RegExp(alternatives, 'g') : new RegExp(`\\b(?:${alternatives})\\b`, 'gi');
    return [language, { table, pattern }];
  }),
);

/** The text with some of its words exchanged for others of their row. */
export function reword(random, language, text) {
  const { table, pattern } = tables[language];
  return text.replaceAll(pattern, (word) => {
    if (!random.chance(0.35)) return word;
    return random.pick(table.get(word.toLowerCase()) ?? [word]);
  });
}
