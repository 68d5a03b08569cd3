import { describe, expect, test } from 'vitest';
import { LineIndex } from './line-index.js';
import { Line } from './lines.js';

const lines = [
  new Line('zh', [], '(在|用){app}买{item}'),
  new Line('zh', [], '{item}'),
  new Line('zh', [], '买{item}(吧|)'),
  new Line('en', [], 'buy {item} on {app}'),
  new Line('en', [], 'Buy (a |){item}'),
];
const index = new LineIndex(lines);
const placesOf = (language: 'zh' | 'en', ...words: string[]): number[] =>
  index.withWords(language, new Set(words)).map((line) => lines.indexOf(line));

describe('phrasings by the words that they need', () => {
  test('those whose words were all said come in their order, and those that need none always', () => {
    expect(placesOf('zh', '吧', '买', '书')).toEqual([0, 1, 2]);
    expect(placesOf('zh', '卖', '书')).toEqual([1]);
    expect(placesOf('en', 'buy', 'it')).toEqual([4]);
    expect(placesOf('en', 'on', 'it', 'buy')).toEqual([3, 4]);
  });

  test('words between brackets are not needed, and those of another language do not count', () => {
    expect(lines.map((line) => line.neededWords())).toEqual([['买'], [], ['买'], ['buy', 'on'], ['buy']]);
    expect(placesOf('en', '买')).toEqual([]);
  });
});
