import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Phone } from '../../device/phone.js';
import { createBarePhone } from '../../testing/bare-phone.js';
import { notebookPackage } from '../../testing/fixture-apps.js';
import { WebDriverError } from '../errors.js';
import { findNodes } from './find.js';
import { parseJavaExpressions } from './java-expression.js';

let phone: Phone;
const texts = (strategy: string, selector: string): (string | undefined)[] =>
  findNodes(phone, { strategy, selector }, undefined).map((node) => node.view.text);

beforeEach(() => {
  ({ phone } = createBarePhone());
  phone.startApp(notebookPackage);
});

describe('simple strategies', () => {
  test('an id may leave out the package of the app in front', () => {
    expect(texts('id', 'title')).toHaveLength(10);
    expect(texts('id', `${notebookPackage}:id/search`)).toEqual(['']);
    expect(texts('id', 'nothing')).toEqual([]);
  });

  test('class name and accessibility id match exactly', () => {
    expect(texts('class name', 'android.widget.EditText')).toEqual(['']);
    phone.home();
    expect(texts('accessibility id', '笔记')).toEqual(['笔记']);
    expect(texts('accessibility id', '笔')).toEqual([]);
  });

  test('an unknown strategy is named in the error', () => {
    expect(() => texts('css selector', 'a')).toThrow(/'css selector' is not supported/);
  });
});

describe('xpath', () => {
  test('finds by attribute, position and XPath 2 functions', () => {
    expect(texts('xpath', '//android.widget.TextView[@text="笔记 3"]')).toEqual(['笔记 3']);
    expect(texts('xpath', '(//*[@resource-id="org.example.notebook:id/title"])[2]')).toEqual(['笔记 1']);
    expect(texts('xpath', '//*[matches(@text, "^笔记 [12]$")]')).toEqual(['笔记 1', '笔记 2']);
    expect(texts('xpath', '//*[@hint="搜索笔记" and @showing-hint="true"]')).toEqual(['']);
  });

  test('searches below a context only', () => {
    const [list] = findNodes(phone, { strategy: 'id', selector: 'rows' }, undefined);
    expect(findNodes(phone, { strategy: 'xpath', selector: './/android.widget.EditText' }, list)).toEqual([]);
    expect(findNodes(phone, { strategy: 'xpath', selector: './*' }, list)).toHaveLength(10);
  });

  test('a broken expression is an invalid selector', () => {
    expect(() => texts('xpath', '//*[')).toThrow(WebDriverError);
  });
});

describe('-android uiautomator', () => {
  const find = (selector: string): (string | undefined)[] => texts('-android uiautomator', selector);

  test('filters combine', () => {
    expect(find('new UiSelector().textStartsWith("笔记").instance(1)')).toEqual(['笔记 1']);
    expect(find('new UiSelector().className("android.widget.TextView").textMatches(".* [4-6]")')).toEqual([
      '笔记 4',
      '笔记 5',
      '笔记 6',
    ]);
    expect(find('.resourceId("org.example.notebook:id/rows").childSelector(new UiSelector().index(2))')).toEqual([
      '笔记 2',
    ]);
    expect(find('text("笔记 1").fromParent(text("笔记 2"))')).toEqual(['笔记 2']);
  });

  test('a list scrolls until the target is in view', () => {
    const list = 'new UiScrollable(new UiSelector().scrollable(true))';
    expect(find(`${list}.scrollIntoView(new UiSelector().text("笔记 33"))`)).toEqual(['笔记 33']);
    expect(find(`${list}.scrollTextIntoView("笔记 2")`)).toEqual(['笔记 2']);
    expect(find(`${list}.scrollTextIntoView("笔记 99")`)).toEqual([]);
  });

  test.each([
    '',
    'new UiThing()',
    'new UiSelector().frobnicate(1)',
    'new UiSelector().text("a"',
    'new UiSelector().textMatches("(")',
  ])('%s is an invalid selector', (selector) => {
    expect(() => find(selector)).toThrow(expect.objectContaining({ code: 'invalid selector' }));
  });

  test('any string literal reads back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const literal = `"${text.replace(/["\\]/g, '\\$&')}"`;
        expect(parseJavaExpressions(`new UiSelector().text(${literal})`)[0]?.calls[0]?.arguments).toEqual([text]);
      }),
    );
  });

  test('whatever comes, it parses or is an invalid selector', () => {
    const token = fc.constantFrom('new ', 'UiSelector', '()', '.text(', '"a"', ')', ';', '.', ',', '1', 'true', ' ');
    fc.assert(
      fc.property(fc.array(token), (parts) => {
        try {
          parseJavaExpressions(parts.join(''));
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid selector' });
        }
      }),
    );
  });
});
