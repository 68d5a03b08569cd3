import { expect, test } from 'vitest';
import { nameOf } from './preparing-client.js';

test.each([
  'select * from "schedule" where "owner" = $1',
  'select "kept".* from "kept" where "id" = $1',
  'insert into "skill" ("name") values ($1) returning *',
  'select distinct * from task where id = $1',
  'select id, * from task where id = $1',
])('what takes whichever columns there are is not kept: %s', (text) => {
  expect(nameOf(text)).toBeUndefined();
});

test('what names its columns is kept under one name, also where it counts rows and multiplies', () => {
  const texts = [
    'select (select count(*) from told) > 0 as "isNew" from held where id = $1',
    'update t set at = (extract(epoch from now()) * 1000)::bigint where id = $1',
  ];
  const names = texts.map(nameOf);
  expect(names).toEqual(texts.map(nameOf));
  expect(new Set(names).size).toBe(2);
  expect(names).not.toContain(undefined);
});
