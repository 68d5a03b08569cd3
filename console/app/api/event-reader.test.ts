// Events are the same however the network cuts their text.
import { expect, test } from 'vitest';
import { eventReader, type Received } from './event-reader.js';

function read(pieces: readonly string[]): Received[] {
  const events: Received[] = [];
  const take = eventReader((event) => events.push(event));
  for (const piece of pieces) take(piece);
  return events;
}

const text = [': a heartbeat', '', 'id: 7', 'event: step', 'data: {"a":', 'data:1}', '', 'id: x', 'data', '', ''];
const expected = [
  { id: 7, type: 'step', data: '{"a":\n1}' },
  { id: undefined, type: 'message', data: '' },
];

test.each([
  ['LF', '\n'],
  ['CR LF', '\r\n'],
])('lines that end with %s', (_, end) => {
  const whole = text.join(end);
  expect(read([whole])).toEqual(expected);
  for (let at = 1; at < whole.length; at++)
    expect(read([whole.slice(0, at), whole.slice(at)]), `${at}`).toEqual(expected);
  expect(read([...whole])).toEqual(expected);
});

test('what has not ended is no event', () => {
  expect(read(['data: half\n'])).toEqual([]);
});
