import { createLogger } from '@farhand/shared';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { openPool } from '../store/database.js';
import { answerErrors } from './errors.js';

test('a database that is not there is told as that, and as worth another try', async () => {
  const pool = openPool('postgresql://farhand@127.0.0.1:9/farhand');
  const app = fastify();
  answerErrors(app, createLogger('api'), () => undefined);
  app.get('/rows', () => pool.query('select 1'));
  app.get('/fault', () => {
    throw new TypeError('x is not a function');
  });
  const rows = await app.inject('/rows');
  expect([rows.statusCode, rows.json()]).toMatchObject([503, { error: { code: 'STORE_FAILED' } }]);
  const fault = await app.inject('/fault');
  expect([fault.statusCode, fault.json()]).toMatchObject([500, { error: { code: 'INTERNAL' } }]);
  await Promise.all([app.close(), pool.end()]);
});
