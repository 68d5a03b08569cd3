// Connects a Bluetooth device: the switch on first, then the device's row, which says that it is connected.
import type { Observation } from '../../phone/phone.js';
import type { Sight } from '../decider.js';
import { matchEntries } from '../reading/entry-match.js';
import { findRows, openerOf, type Row } from '../reading/rows.js';
import { scrollTo } from './moves/find-way.js';
import { type Brief, done, failed, type Skill, tap } from './skill.js';

const connected = /(已连接|connected)/i;
const pages = 2;

export const connectWords: RegExp = /连(上|接|到)?|配对|\bconnect|\bpair/i;

/** On the page of Bluetooth, switched on. */
export function* connectDevice(brief: Brief, sight: Sight, device: string): Skill {
  const find = (screen: Observation) => rowOf(screen, device);
  const place = yield* scrollTo(brief, sight, find, pages);
  if (!place) return failed('SUBTASK_FAILED', brief.say(`没有找到设备“${device}”`, `There is no device "${device}"`));
  const name = place.found.lines[0] ?? device;
  const isOn = (screen: Observation) => rowOf(screen, device)?.lines.some((line) => connected.test(line)) === true;
  let now = place.sight;
  if (!isOn(now.screen)) {
    const explain = brief.say(`连接“${name}”`, `Connect "${name}"`);
    now = yield* tap(now, openerOf(place.found), explain, { until: isOn, limitMs: 6000 });
  }
  if (!isOn(now.screen)) return failed('SUBTASK_FAILED', brief.say(`“${name}”没有连上`, `"${name}" did not connect`));
  return done(now, brief.say(`已连接${name}`, `${name} is connected`), { details: { device: name } });
}

function rowOf(screen: Observation, device: string): Row | undefined {
  const rows = matchEntries(findRows(screen, { fewest: 1 }), device, '');
  return rows.length === 1 ? rows[0] : undefined;
}
