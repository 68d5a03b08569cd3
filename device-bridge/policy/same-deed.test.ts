import { expect, test } from 'vitest';
import type { Observation } from '../phone/phone.js';
import { screen, text, view } from '../testing/screens.js';
import { judge } from './gate.js';
import { isSameDeed, type Judged } from './same-deed.js';

/** A page with a heading, some lines, and a button at its foot; the user has said yes to whatever it does. */
function judged(label: string, heading: string, ...lines: string[]): Judged {
  const page: Observation = screen(
    text(heading, [300, 100, 800, 180]),
    ...lines.map((line, index) => text(line, [0, 500 + 100 * index, 1080, 580 + 100 * index])),
    view('Button', [800, 2200, 1080, 2350], { text: label, clickable: true }),
  );
  const verdict = judge({ action: 'CLICK', point: [900, 945] }, page, { words: [], confirmed: false });
  return { screen: page, verdict: verdict.gate === 'confirm' ? { ...verdict, gate: 'allow' } : verdict };
}

test.each<[boolean, string, Judged, Judged]>([
  [true, 'reading goes on', judged('查看详情', '新闻', '一'), judged('查看详情', '新闻', '二')],
  [false, 'what only read would pay now', judged('查看详情', '新闻'), judged('立即支付', '新闻')],
  [true, 'a chat gets messages', judged('发送', '张三', '你好'), judged('发送', '张三', '你好', '在吗', '在不在')],
  [false, 'a chat is with another', judged('发送', '张三', '你好'), judged('发送', '李四', '你好')],
  [
    true,
    'a line rolls by where an article is liked',
    judged('收藏', '手机', '甲买了'),
    judged('收藏', '手机', '乙买了'),
  ],
  [false, 'the article to like is another', judged('收藏', '手机', '甲'), judged('收藏', '相机', '甲')],
  [
    false,
    'most of the article is another',
    judged('收藏', '详情', '甲', '1 万条', '包邮'),
    judged('收藏', '详情', '乙', '无评价', '到付'),
  ],
  [
    true,
    'a clock runs where something is deleted',
    judged('删除', '笔记', '甲', '12:30'),
    judged('删除', '笔记', '甲', '12:31'),
  ],
  [false, 'the note to delete is another', judged('删除', '笔记', '买菜清单'), judged('删除', '笔记', '遗嘱')],
])('%s: %s', (same, _what, before, now) => {
  expect(isSameDeed(before, now)).toBe(same);
});
