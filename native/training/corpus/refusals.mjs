// Commands turned into requests that no plan covers: conditions, payments, missing values, too many tasks at once.

const conditions = {
  zh: [
    '如果明天下雨就',
    '要是堵车的话，',
    '等{person}回复了再',
    '只要{product}降价，就',
    '万一{person}没接，就',
    '每次{person}发消息都',
    '除非{person}同意，否则',
    '一有货就',
    '等我到家以后自动',
    '电量低于20%的时候',
    '假如{topic}有变化就',
    '每当我打开{app}就',
    '若是{place}没位置就',
    '到了{place}自动',
    '价格跌破{digits}就',
    '看{app}上有没有票，没有的话就',
    '如果{person}问起来，就',
    '比{app}便宜的话就',
    '要是{message}，就',
    '如果{message}的话，',
    '{person}要是问起来就',
    '要是{person}还没睡，就',
    '等{person}到了就',
    '等{product}降到{digits}以下，',
    '{time}之前{person}没回的话，',
  ],
  en: [
    'if it rains tomorrow, ',
    'if {person} replies, ',
    'when {person} arrives, ',
    'as soon as {product} is in stock, ',
    'unless {person} says no, ',
    'every time {person} calls, ',
    'whenever I open {app}, ',
    'if it drops below {digits} dollars, ',
    'once {person} is home, ',
    'in case there is traffic, ',
    'if {app} has none, ',
    'the moment {topic} changes, ',
    'only if {place} is open, ',
    'if the battery is low, ',
    'should {person} ask, ',
    'when I get to {place}, ',
    'if {app} is cheaper, ',
    'after {person} confirms, ',
    'if {message}, ',
    'in case {message}, ',
    "if {person} isn't there, ",
    'provided {person} agrees, ',
    'if nobody answers by {time}, ',
  ],
};
const lateConditions = {
  zh: [
    '，前提是{person}同意',
    '，如果{message}的话',
    '，要是不贵的话',
    '，等{person}到了以后',
    '，降到{digits}以下再说',
    '，有货了再弄',
  ],
  en: [
    ' if {message}',
    ' unless {message}',
    ' if {person} says yes',
    ' once {person} is back',
    ' as soon as {person} leaves',
    " if it's under {digits} dollars",
    " if the {product} hasn't come by {time}",
    ' when the price drops below {digits}',
    ' only if {place} is closed',
    ' the moment {person} calls',
    ' if there is one left',
  ],
};
const payments = {
  zh: [
    '，直接付款',
    '，并且付钱',
    '，付掉',
    '，用支付宝付款',
    '，帮我把钱付了',
    '，下单并支付',
    '，密码是{digits}',
    '，买下来付款',
    '，自动扣款就行',
    '，刷我的卡',
  ],
  en: [
    ' and pay for it',
    ' and pay with Alipay',
    ' and check out',
    ' and put it on my card',
    ', then pay',
    ' and complete the payment',
    ' and use my saved card',
    ', buy it and pay',
    ' and confirm the payment',
    ' with PayPal and pay now',
  ],
};
const vague = {
  zh: {
    product: ['那个', '这个', '东西', '那玩意', '它'],
    food: ['吃的', '东西', '那个', '点什么'],
    place: ['那里', '那边', '那个地方'],
    person: ['他', '她', '他们'],
    topic: ['那个', '这个事', '它'],
    message: [],
  },
  en: {
    product: ['it', 'that', 'that thing', 'something', 'this'],
    food: ['something', 'food', 'it', 'the usual'],
    place: ['there', 'that place', 'somewhere'],
    person: ['him', 'her', 'them'],
    topic: ['that', 'it', 'this'],
    message: [],
  },
};
const vagueTypes = {
  product: 'product',
  food: 'food',
  drink: 'food',
  place: 'place',
  city: 'place',
  'hotel-place': 'place',
  topic: 'topic',
};

/** A condition to put in front of a command, with slots in braces. */
export function condition(random, language) {
  return random.pick(conditions[language]);
}

/** The same to put behind it; not behind a message, which may well say "if". */
export function lateCondition(random, language) {
  return random.pick(lateConditions[language]);
}

/** A payment to ask for behind a command. */
export function payment(random, language) {
  return random.pick(payments[language]);
}

/** A word that leaves open what is meant, for a slot type; undefined where there is none. */
export function vagueValue(random, language, type) {
  const words = vague[language][vagueTypes[type]];
  return words === undefined || words.length === 0 ? undefined : random.pick(words);
}
