import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formNames, readFormFields, writeFormFields } from './form-fields.js';
import { formKindNames, isKeyField } from './form-kinds.js';

const read = (text: string) => readFormFields(text).map(({ name, value }) => `${name}=${value}`);

test.each([
  ['姓名：李雷；电话：13800001111', ['姓名=李雷', '电话=13800001111']],
  [
    '姓名李雷，电话13800001111，公司是星河，备注：爱吃、爱喝',
    ['姓名=李雷', '电话=13800001111', '公司=星河', '备注=爱吃、爱喝'],
  ],
  [
    'name: Li Lei; phone: +86 138; website: https://a.example/x',
    ['name=Li Lei', 'phone=+86 138', 'website=https://a.example/x'],
  ],
  ['name Li Lei, phone is 138 and email a@b.c', ['name=Li Lei', 'phone=138', 'email=a@b.c']],
  ['备注：10:30 来，12:00 走', ['备注=10:30 来，12:00 走']],
  ['星座：白羊座', ['星座=白羊座']],
])('%s', (text, fields) => {
  expect(read(text)).toEqual(fields);
});

test.each(['', '李雷，很高', '姓名：', '电话', '姓名：李雷；名字：李磊'])('"%s" names no fields', (text) => {
  expect(read(text)).toEqual([]);
});

test('what was written is read again, whatever the values hold', () => {
  const name = fc.constantFrom('姓名', '手机号', 'company', '星座', 'e-mail', '备注', '收货地址');
  const value = fc.string({ unit: fc.constantFrom('a', '李', '1', ' ', '.', '"', '…', '-'), minLength: 1 });
  const field = fc.record({ name, value: value.map((text) => text.trim()).filter((text) => text !== '') });
  const fields = fc.uniqueArray(field, { selector: ({ name: key }) => formNames(key)[0], minLength: 1 });
  fc.assert(
    fc.property(fields, fc.constantFrom('zh' as const, 'en' as const), (said, language) => {
      expect(readFormFields(writeFormFields(said, language))).toEqual(said);
    }),
  );
});

test('long texts are read in no time', () => {
  const startMs = performance.now();
  for (const text of ['姓名'.repeat(5000), 'name '.repeat(3000), ', a'.repeat(4000), '姓名：a，'.repeat(3000)])
    readFormFields(text);
  expect(performance.now() - startMs).toBeLessThan(1000);
});

test('a field goes by the names of its family, a kind of entry by those of its own', () => {
  expect(formNames('Mobile')).toContain('手机号');
  expect(formNames('星座')).toEqual(['星座']);
  expect(formKindNames('contact')).toContain('联系人');
  expect(formKindNames('飞船')).toEqual(['飞船']);
  expect([isKeyField('联系人', 'name'), isKeyField('address', '姓名')]).toEqual([true, false]);
});
