import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseReply, ReplyError } from './parser.js';

const tab = '\t';

describe('replies of Step-GUI models', () => {
  test.each([
    [
      `<THINK> a </THINK>\nexplain:tap${tab}action:CLICK${tab}point:500,120${tab}summary:s`,
      { action: 'CLICK', point: [500, 120] },
    ],
    [`<TINK>a</TINK>explain:x${tab}action:WAIT${tab}value:2${tab}summary:s`, { action: 'WAIT', value: 2 }],
    [
      `explain:x${tab}action:SLIDE${tab}point1:500,800${tab}point2:500,200${tab}summary:s`,
      { action: 'SLIDE', point1: [500, 800], point2: [500, 200] },
    ],
    [
      `explain:x${tab}action:TYPE${tab}value:time: 10:30${tab}point:1,2${tab}summary:s`,
      { action: 'TYPE', value: 'time: 10:30', point: [1, 2] },
    ],
    [`explain:x${tab}action:COMPLETE${tab}return:done${tab}summary:s`, { action: 'COMPLETE', return: 'done' }],
    [`explain:x${tab}action:COMPLETE${tab}value:done${tab}summary:s`, { action: 'COMPLETE', return: 'done' }],
    [`explain:x${tab}action:CLICK${tab}point:500 120${tab}summary:s`, { action: 'CLICK', point: [500, 120] }],
    [
      `<think>r</think>\n<THINK>t</THINK>\nexplain:x${tab}action:CLICK${tab}point:1,1${tab}summary:s`,
      { action: 'CLICK', point: [1, 1] },
    ],
    ['explain：点击  action：click  point：(500, 120)  summary：s', { action: 'CLICK', point: [500, 120] }],
    ['explain:x\naction:OPEN\nvalue:微信\nsummary:s', { action: 'AWAKE', value: '微信' }],
    [`action:CLICK${tab}point:[100,200,300,400]`, { action: 'CLICK', point: [200, 300] }],
    [`action:CLICK${tab}point:1000,1000`, { action: 'CLICK', point: [999.999, 999.999] }],
    [`action:LONG_PRESS${tab}point:5,6`, { action: 'LONGPRESS', point: [5, 6] }],
    ['```\naction:BACK\n```', { action: 'BACK' }],
  ])('%j', (reply, action) => {
    expect(parseReply(reply).action).toEqual(action);
  });

  test('thought, explanation and summary come along', () => {
    const reply = parseReply(
      `<think>r</think>\n<THINK>t</THINK>\nexplain:why${tab}action:BACK${tab}summary:all so far`,
    );
    expect(reply).toMatchObject({ thought: 'r\nt', explain: 'why', summary: 'all so far' });
    expect(parseReply('action:BACK').thought).toBe('');
  });

  test.each([
    [`action:CLICK${tab}point:5000,10`, /outside 0 to 1000/],
    [`action:CLICK${tab}summary:s`, /needs the field point/],
    [`action:FLY${tab}point:1,1`, /no action FLY/],
    ['explain:x', /action is missing/],
    ['', /action is missing/],
    [`action:CLICK${tab}point:here`, /is no point/],
  ])('%j is asked for again', (reply, reason) => {
    expect(() => parseReply(reply)).toThrow(reason);
  });

  test('any text is either an action on the picture or a ReplyError', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'action:',
        'CLICK',
        'SLIDE',
        'point:',
        'point1:',
        tab,
        '\n',
        '</THINK>',
        '<TINK>',
        '500,5',
        '-1,7',
        '：',
      ),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          const { action } = parseReply(pieces.join(''));
          if ('point' in action && action.point)
            for (const value of action.point) expect(value >= 0 && value < 1000).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(ReplyError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
