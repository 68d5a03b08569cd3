// Lists for people, one line each.
import type { Device } from '@farhand/shared';
import type { PriceHistory } from '../api/shapes.js';
import { formatMoney } from '../brain/combine/money.js';
import type { TaskDecision, TaskRow } from './client.js';
import { cutTo, dateAndTime, dim, oneLine, padTo } from './style.js';

export function deviceTable(devices: readonly Device[]): string {
  if (devices.length === 0) return 'No phone is connected.\n';
  const rows = devices.map((device) => {
    const model = device.model ?? '';
    const kind = device.virtual ? 'virtual phone' : 'phone';
    return `${padTo(device.device_id, 24)} ${padTo(device.state, 13)} ${padTo(kind, 14)} ${model}`.trimEnd();
  });
  return `${rows.join('\n')}\n`;
}

export function taskTable(tasks: readonly TaskRow[]): string {
  if (tasks.length === 0) return 'There are no tasks yet.\n';
  const rows = tasks.map(({ taskId, status, createdAt, command }) => {
    return `${taskId}  ${padTo(status, 11)} ${dateAndTime(createdAt)}  ${cutTo(oneLine(command), 70)}`;
  });
  return `${rows.join('\n')}\n`;
}

/**
 * The cheapest first, each currency for itself. The goods are called as the plan called them: "--json" of a task's plan
 * tells how.
 */
export function priceList({ found }: PriceHistory): string {
  if (found.length === 0) return 'No price of these goods was found before.\n';
  return found
    .map(({ taskId, at, offers }) => {
      const rows = [...offers]
        .sort(({ price: a }, { price: b }) => a.currency.localeCompare(b.currency) || a.minor - b.minor)
        .map(
          ({ app, title, price }) => `  ${formatMoney(price, 'en').padStart(12)}  ${padTo(app, 12)} ${oneLine(title)}`,
        );
      return `${dim(dateAndTime(at))}  ${taskId}\n${rows.join('\n')}\n`;
    })
    .join('');
}

/** Who decided what, by which door and when. */
export function decisionLine({ at, what, by, door, device, scheduleId }: TaskDecision): string {
  const about = scheduleId ? ` for the schedule ${scheduleId}` : device ? ` on ${device}` : '';
  return `${dim(dateAndTime(at))}  ${padTo(what.replaceAll('_', ' '), 17)} ${by} by ${door}${about}`;
}

interface ToolRow {
  readonly name: string;
  readonly policy: string;
  readonly description: string;
}

/** Tools, then the servers whose tools are missing, with the reason. */
export function toolTable(
  tools: readonly ToolRow[],
  servers: readonly { readonly name: string; readonly problem?: string | undefined }[],
): string {
  const rows = tools.map(({ name, policy, description }) => {
    return `${padTo(name, 40)} ${padTo(policy, 5)} ${cutTo(oneLine(description), 70)}`;
  });
  const missing = servers.flatMap(({ name, problem }) => (problem ? [`${name}: ${problem}`] : []));
  const count = `${tools.length} ${tools.length === 1 ? 'tool' : 'tools'} (servers: ${servers.map(({ name }) => name).join(', ')})`;
  return `${[...rows, count, ...missing].join('\n')}\n`;
}
