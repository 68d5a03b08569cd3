// What people put round a command, and how they mistype it. Values and app names are never touched.

const fronts = {
  zh: [
    '请',
    '帮我',
    '麻烦',
    '麻烦你',
    '请帮我',
    '你好，',
    '嗨，',
    '那个，',
    '劳驾',
    '能不能帮我',
    '可以帮我',
    '可不可以',
    '我想',
    '我要',
    '我想要',
    '给我',
    '替我',
    '喂，',
    '嘿，',
    '小助手，',
    '在吗，',
    '现在',
    '马上',
    '快',
    '能不能',
    '我打算',
    '拜托',
    '你去',
    '去',
    '嗯，',
    '哎，',
    '请你',
    '你帮我',
    '来，',
    '赶紧',
    '辛苦',
    '麻烦帮我',
    '请问能否帮我',
    '不知道能不能帮我',
    '如果方便的话，',
    '方便的话帮我',
    '能不能麻烦你',
    '麻烦您',
    '那什么，',
    '就是说，',
    '有劳',
    '想请你',
  ],
  en: [
    'please ',
    'could you ',
    'can you ',
    'hey, ',
    'hi, ',
    'ok, ',
    'um, ',
    'would you ',
    'can you please ',
    'could you please ',
    'hey can you ',
    'so ',
    'quick, ',
    'hello, ',
    'pls ',
    'I need you to ',
    'I want you to ',
    'well, ',
    'alright, ',
    'okay so ',
    'listen, ',
    'assistant, ',
    'would you mind, ',
    'yo ',
    'now ',
    'just ',
    'go ahead and ',
    'kindly ',
    "let's see, ",
    'help me ',
    'hey there, ',
    'I was wondering if you could ',
    'so like, um, could you maybe ',
    'would it be possible to ',
    'do you think you could ',
    "if it's not too much trouble, ",
    "I'd really appreciate it if you could ",
    'any chance you could ',
    'is there any way you can ',
    'can u pls ',
    'be a dear and ',
  ],
};
const backs = {
  zh: [
    '谢谢',
    '，谢谢',
    '吧',
    '，谢谢啦',
    '，麻烦了',
    '，快点',
    '好吗',
    '，可以吗',
    '，拜托',
    '呗',
    '哈',
    '，行吗',
    '，谢了',
    '，急',
    '，辛苦',
    '，谢谢你',
    '～',
    '，好不好',
    '，多谢',
    '啊',
    '，快快快',
    '，谢谢您嘞',
  ],
  en: [
    ' please',
    ', please',
    ' thanks',
    ', thanks',
    ' thank you',
    ', thank you!',
    ' asap',
    ' for me',
    ' for me please',
    ', ok?',
    ' pls',
    ' thx',
    ', cheers',
    ', will you',
    ', quickly',
    ' if you can',
    ' right now',
    ' plz',
    ' ty',
    ' mate',
    ', love',
    ' real quick',
    ' if you would',
    ', would you',
    ', dear',
    ', thank you kindly',
  ],
};
const ends = {
  zh: ['', '', '', '。', '！', '？', '。。', '!', '~', '…'],
  en: ['', '', '', '.', '!', '?', '...', '!!', '??'],
};

/** Adds politeness in front and behind. */
export function wrap(random, language, group, pieces) {
  const wrapped = pieces.map((piece) => ({ ...piece }));
  const first = wrapped[0];
  if (random.chance(group === 'refuse' ? 0.2 : 0.28)) {
    if (first.slot === undefined && first.app === undefined && language === 'en')
      first.text = first.text.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
    wrapped.unshift({ text: random.pick(fronts[language]) });
    if (random.chance(0.12)) wrapped.unshift({ text: random.pick(fronts[language]) });
  }
  const last = wrapped.at(-1);
  const open = last.slot === undefined && last.app === undefined;
  const back = random.chance(0.16);
  if (back || (open && random.chance(0.5))) {
    if (open) last.text = last.text.replace(/[.?!。？！]+$/, '');
  }
  const free = ['text', 'label', 'query', 'title'].includes(last.slot);
  if (back) {
    // After a message nothing may follow without a sign: "see you please" would be part of it.
    const choices = ['text', 'label'].includes(last.slot)
      ? backs[language].filter((text) => /^[，,]/.test(text))
      : backs[language];
    wrapped.push({ text: random.pick(choices) });
  }
  if (!(free && random.chance(0.7)) && (back || open)) wrapped.push({ text: random.pick(ends[language]) });
  return wrapped.filter((piece) => piece.text !== '');
}

/** Spaces, quotes and typing mistakes. */
export function addNoise(random, language, pieces) {
  const quotes = random.pick(language === 'zh' ? ['“”', '""', '「」', "''", '‘’', '“”'] : ['""', "''", '“”', '""']);
  const spaced = language === 'zh' && random.chance(0.3);
  const commaless = random.chance(0.07);
  return pieces.map((piece) => {
    if (piece.app || piece.slot !== undefined) return piece;
    let text = requote(piece.text, quotes);
    if (commaless)
      text = text.replaceAll(
        language === 'zh' ? /[，。？！、]/g : /[,?!]/g,
        language === 'zh' ? random.pick(['', ' ']) : '',
      );
    if (spaced) text = random.chance(0.5) ? ` ${text}` : `${text} `;
    if (random.chance(0.035)) text = mistype(random, language, text);
    return { ...piece, text };
  });
}

function requote(text, quotes) {
  return text
    .replaceAll(/[“「]/g, quotes[0])
    .replaceAll(/[”」]/g, quotes[1])
    .replaceAll('"', () => (quotes[0] === quotes[1] ? quotes[0] : '"'));
}

function mistype(random, language, text) {
  if (language === 'zh') {
    const at = random.between(0, text.length - 1);
    return random.chance(0.5)
      ? text.slice(0, at) + text.slice(at + 1)
      : text.slice(0, at) + (text[at] ?? '') + text.slice(at);
  }
  const words = text.split(' ');
  const index = random.between(0, words.length - 1);
  const word = words[index] ?? '';
  if (!/^[a-z]{4,}$/i.test(word)) return text;
  const at = random.between(1, word.length - 2);
  const swapped = word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
  words[index] = random.pick([
    swapped,
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + word[at] + word.slice(at),
  ]);
  return words.join(' ');
}
