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

  test('drops a further clause that has no words of its own', () => {
    const written = '<setting><what>音量</v><state>50%</v><setting><what>音量</v><state>50%</v>';
    expect(read('音量调到50%', written)).toHaveLength(1);
    expect(read('开蓝牙，开热点', '<setting><what>蓝牙</v><setting><what>热点</v>')).toHaveLength(2);
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
