// Which words of a goal are values, and that a sentence is taken apart and put together again without a loss.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Goal } from '../decider.js';
import { Seal } from './seal.js';
import { fill, isExplained, matchPattern, patternOf, templateOf, toPattern, valuesFor } from './template.js';

const seal = new Seal(Buffer.alloc(32, 7));
const nothingPersonal = (): boolean => false;

function goal(task: string, more: Partial<Goal> = {}): Goal {
  return { task, language: 'zh', values: {}, privacy: 'open', maxSteps: 40, ...more };
}

/** Sentences out of pieces, so that values occur in them, next to each other and twice. */
const piece = fc.oneof(
  fc.constantFrom('给', '发', '：', ' ', 'on', '张三', '三', 'a', 'A', 'İ', '😀', '“', '”', '.', '(', '\\', '$&'),
  fc.string({ minLength: 1, maxLength: 4 }),
);
const sentence = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(''));

describe('sentences', () => {
  test('what was typed is taken out, and the sentence has exactly these values', () => {
    fc.assert(
      fc.property(sentence, fc.array(piece, { maxLength: 4 }), (said, typed) => {
        const { pattern, values } = patternOf(said, typed);
        // The places hold what stood there, in whatever case it was typed.
        expect(fill(pattern, values)?.toLowerCase()).toBe(said.toLowerCase());
        for (const [index, part] of pattern.entries()) {
          if (typeof part !== 'string') expect(typeof (pattern[index + 1] ?? '')).toBe('string');
        }
      }),
    );
  });

  test('a sentence of the pattern gives values that make the sentence', () => {
    fc.assert(
      fc.property(sentence, fc.array(piece, { maxLength: 3 }), sentence, (said, typed, other) => {
        const { pattern } = patternOf(said, typed);
        for (const candidate of [said, other]) {
          const values = matchPattern(pattern, candidate.trim());
          if (!values) continue;
          const made = fill(pattern, values) ?? '';
          expect(made.replaceAll(/\s/g, '').toLowerCase()).toBe(candidate.replaceAll(/\s/g, '').toLowerCase());
        }
      }),
    );
  });

  test('long sentences are matched in no time', () => {
    const pattern = [{ value: 'v1' }, 'a', { value: 'v2' }, 'a', { value: 'v3' }, 'b'];
    const startMs = performance.now();
    expect(matchPattern(pattern, 'a'.repeat(200_000))).toBeUndefined();
    expect(performance.now() - startMs).toBeLessThan(500);
  });

  test.each([
    ['记一条备忘：买牛奶', ['买牛奶'], '记一条备忘：交房租 "明天"', { v1: '交房租 "明天"' }],
    ['给张三发消息：会议改到三点', ['张三', '会议改到三点'], '给李四发消息：晚点到', { v2: '李四', v1: '晚点到' }],
    ['Search for iPhone 16 in the shop', ['iphone 16'], 'search for Mac mini in the shop', { v1: 'Mac mini' }],
    ['打开“深色模式”', [], '打开“蓝牙”', { v1: '蓝牙' }],
  ])('%s', (said, typed, other, values) => {
    expect(matchPattern(patternOf(said, typed).pattern, other)).toEqual(values);
  });

  test('another sentence is another goal', () => {
    const { pattern } = patternOf('记一条备忘：买牛奶', ['买牛奶']);
    for (const other of ['删除备忘：买牛奶', '记一条备忘：', '记一条备忘', '请记一条备忘：买牛奶']) {
      expect(matchPattern(pattern, other)).toBeUndefined();
    }
  });

  test('a sentence that is nothing but values is no pattern: it would serve every goal', () => {
    expect(patternOf('张三', ['张三'])).toEqual({ pattern: ['张三'], values: {} });
  });

  test('a value that is said twice has to be the same twice', () => {
    const { pattern } = patternOf('把甲换成乙，不要甲', ['甲']);
    expect(matchPattern(pattern, '把丙换成乙，不要丙')).toEqual({ v1: '丙' });
    expect(matchPattern(pattern, '把丙换成乙，不要丁')).toBeUndefined();
  });
});

describe('templates', () => {
  test('an intent serves all its values, and no other intent or set of values', () => {
    const send = goal('x', { intent: 'send_message', values: { recipient: '张三', text: '好' } });
    const { template, values } = templateOf(send, [], nothingPersonal, seal);
    expect(values).toEqual({ recipient: '张三', text: '好' });
    const other = { ...send, values: { recipient: 'Bob', text: 'hi' } };
    expect(valuesFor(template, other, seal)).toEqual(other.values);
    expect(valuesFor(template, { ...send, values: { recipient: '张三' } }, seal)).toBeUndefined();
    expect(valuesFor(template, { ...send, intent: 'post' }, seal)).toBeUndefined();
    expect(valuesFor(template, goal('x'), seal)).toBeUndefined();
  });

  test('the fields of a form are values each; other fields are another way', () => {
    const form = (fields: string) => goal('x', { intent: 'fill_form', values: { what: '联系人', fields } });
    const { template, values } = templateOf(form('姓名：李雷；电话：138'), [], nothingPersonal, seal);
    expect(values).toEqual({ what: '联系人', 'field 姓名': '李雷', 'field 电话': '138' });
    expect(JSON.stringify(template)).not.toContain('李雷');
    expect(valuesFor(template, form('name: Ann; mobile: 139'), seal)).toMatchObject({ 'field 姓名': 'Ann' });
    expect(valuesFor(template, form('姓名：李雷；公司：一中'), seal)).toBeUndefined();
  });

  test('a sentence with personal data is kept sealed and serves that sentence alone', () => {
    const said = goal('给13812345678充话费');
    const { template } = templateOf(said, [], (text) => text.includes('138'), seal);
    expect(JSON.stringify(template)).not.toContain('138');
    expect(valuesFor(template, said, seal)).toEqual({});
    expect(valuesFor(template, goal('给13912345678充话费'), seal)).toBeUndefined();
  });

  test('personal data that is a value is taken out before anything is kept', () => {
    const said = goal('给13812345678充话费');
    const { template } = templateOf(said, ['13812345678'], (text) => text.includes('138'), seal);
    expect(template).toEqual({ kind: 'words', pattern: ['给', { value: 'v1' }, '充话费'] });
  });
});

describe('texts that were typed', () => {
  test('they are made again from the values they were made of', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(sentence, fc.dictionary(name, fc.string({ minLength: 1, maxLength: 5 })), (typed, values) => {
        const pattern = toPattern(typed, values);
        const [only] = pattern;
        const isWhole = pattern.length === 1 && typeof only === 'object';
        expect(isWhole ? fill(pattern, values)?.trim() : fill(pattern, values)).toBe(isWhole ? typed.trim() : typed);
      }),
    );
  });

  test('a text is explained when nothing but signs is left', () => {
    expect(isExplained(toPattern('张三，你好', { who: '张三', what: '你好' }))).toBe(true);
    expect(isExplained(toPattern('张三，您好', { who: '张三', what: '你好' }))).toBe(false);
  });
});
