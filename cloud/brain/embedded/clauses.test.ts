import { findMentions } from '@farhand/shared';
import { describe, expect, test } from 'vitest';
import { canonicalRequest } from './canonical.js';
import { readClauses } from './clauses.js';

function read(request: string, written: string) {
  return readClauses(written, canonicalRequest(request, findMentions(request)), request);
}

describe('reading a plan', () => {
  test('answers in the characters of the request', () => {
    const clauses = read('Price of ＭacBook Air on JD?', '<price><a1><item> macbook air</v>');
    expect(clauses?.[0]?.values.item).toBe('ＭacBook Air');
    expect(clauses?.[0]?.apps).toMatchObject([{ id: 'jd' }]);
  });

  test('turns a mention inside a value back into the words said', () => {
    const clauses = read('跟小李说淘宝的快递到了', '<send><to>小李</v><text><a1><c:shop>的快递到了</v>');
    expect(clauses?.[0]?.values).toEqual({ to: '小李', text: '淘宝的快递到了' });
  });

  test('takes another place for a value that stands twice', () => {
    const clauses = read('Text Bob "bob"', '<send><to> bob</v><text> bob</v>');
    expect(clauses?.[0]?.values).toEqual({ to: 'Bob', text: 'bob' });
  });

  test('drops a clause that says the same again', () => {
    const written = '<setting><what>音量</v><state>50%</v><setting><what>音量</v><state>50%</v>';
    expect(read('音量调到50%', written)).toHaveLength(1);
    expect(read('开蓝牙，开热点', '<setting><what>蓝牙</v><setting><what>热点</v>')).toHaveLength(2);
  });

  test('keeps the same wish for another app', () => {
    const written = '<search><a1><query>台灯</v><search><a2><query>台灯</v>';
    expect(read('淘宝和京东搜台灯', written)).toMatchObject([
      { values: { query: '台灯' } },
      { values: { query: '台灯' } },
    ]);
  });

  test('cuts a value where another of its clause begins', () => {
    const clauses = read('text Sam good night', '<send><to> sam good night</v><text> good night</v>');
    expect(clauses?.[0]?.values).toEqual({ to: 'Sam', text: 'good night' });
    const partly = read('text Sam good night', '<send><to> sam good</v><text> good night</v>');
    expect(partly?.[0]?.values).toEqual({ to: 'Sam', text: 'good night' });
    const ticket = read('明天北京到上海', '<ticket><to>上海</v><from>明天北京</v><time>明天</v>');
    expect(ticket?.[0]?.values).toEqual({ to: '上海', from: '北京', time: '明天' });
  });

  test('a name and the text behind it meet between two words, not inside one', () => {
    const clauses = read('告诉张三会议改到三点', '<send><to>张三会</v><text>议改到三点</v>');
    expect(clauses?.[0]?.values).toEqual({ to: '张三', text: '会议改到三点' });
    const right = read('告诉张三会议改到三点', '<send><to>张三</v><text>会议改到三点</v>');
    expect(right?.[0]?.values).toEqual({ to: '张三', text: '会议改到三点' });
  });

  test('leaves articles and closing stops outside, but not the articles of a text', () => {
    expect(read('call my dentist.', '<call><to> my dentist.</v>')?.[0]?.values).toEqual({ to: 'dentist' });
    expect(read('note: a box', '<note><text> a box</v>')?.[0]?.values).toEqual({ text: 'a box' });
  });

  test('does not trust clauses that share words otherwise', () => {
    expect(read('打车去机场', '<ride><to>机场</v><navigate><to>机场</v>')).toBeUndefined();
  });

  test('knows "all", the previous result and the refusal', () => {
    const clauses = read('比价手机发给小李', '<price><all><item>手机</v><send><to>小李</v><prev>');
    expect(clauses).toMatchObject([{ apps: 'all' }, { takesPrevious: true, values: { to: '小李' } }]);
    expect(read('你好', '<refuse>')).toEqual([]);
  });

  test.each(['', 'hello', '<item>手机</v>', '<price><a7><item>手机</v>', '<price><item>电脑</v>', '<price><item>手机'])(
    'rejects "%s"',
    (written) => {
      expect(read('手机', written)).toBeUndefined();
    },
  );
});
