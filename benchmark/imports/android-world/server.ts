// AndroidWorld's HTTP server, which prepares the tasks of an emulator, shows its screen, acts on it and scores it.
// Requests are answered late (an emulator starts apps) but never repeated by us: acting twice is not acting once.
import { abortReason, FarhandError, type SizePx } from '@farhand/shared';
import sharp from 'sharp';
import { z } from 'zod';
import type { WorldAction } from './action.js';

const defaultTimeoutMs = 180_000;
const done = z.object({ status: z.literal('success') });

export interface WorldScreen {
  readonly png: Buffer;
  readonly sizePx: SizePx;
}

export class AndroidWorldServer {
  readonly #url: string;
  readonly #timeoutMs: number;

  /** `url`: such as http://127.0.0.1:5000. `timeoutMs` is of one request; defaults to three minutes. */
  constructor(url: string, timeoutMs = defaultTimeoutMs) {
    this.#url = url.replace(/\/+$/, '');
    this.#timeoutMs = timeoutMs;
  }

  async health(signal: AbortSignal): Promise<void> {
    await this.#get('/health', {}, done, signal);
  }

  async reset(goHome: boolean, signal: AbortSignal): Promise<void> {
    await this.#post('/reset', { go_home: goHome }, undefined, signal);
  }

  /** New parameters for every task: the same seed gives the same ones. */
  async reinitialise(
    suite: { readonly combinations: number; readonly seed: number; readonly family: string },
    signal: AbortSignal,
  ): Promise<void> {
    const query = { n_task_combinations: suite.combinations, seed: suite.seed, task_family: suite.family };
    await this.#get('/suite/reinitialize', query, done, signal);
  }

  async taskNames(signal: AbortSignal): Promise<string[]> {
    const all = -1;
    const answer = z.object({ task_list: z.array(z.string()) });
    return (await this.#get('/suite/task_list', { max_index: all }, answer, signal)).task_list;
  }

  /** How many sets of parameters a task has. */
  async combinations(taskType: string, signal: AbortSignal): Promise<number> {
    const answer = z.object({ length: z.int().nonnegative() });
    return (await this.#get('/suite/task_length', { task_type: taskType }, answer, signal)).length;
  }

  async initialise(taskType: string, index: number, signal: AbortSignal): Promise<void> {
    await this.#post('/task/initialize', { task_type: taskType, task_idx: index }, undefined, signal);
  }

  async tearDown(taskType: string, index: number, signal: AbortSignal): Promise<void> {
    await this.#post('/task/tear_down', { task_type: taskType, task_idx: index }, undefined, signal);
  }

  async goal(taskType: string, index: number, signal: AbortSignal): Promise<string> {
    const answer = z.object({ goal: z.string() });
    return (await this.#get('/task/goal', { task_type: taskType, task_idx: index }, answer, signal)).goal;
  }

  async template(taskType: string, index: number, signal: AbortSignal): Promise<string> {
    const answer = z.object({ template: z.string() });
    return (await this.#get('/task/template', { task_type: taskType, task_idx: index }, answer, signal)).template;
  }

  /** From the device's state; usually 0 or 1. */
  async score(taskType: string, index: number, signal: AbortSignal): Promise<number> {
    const answer = z.object({ score: z.number() });
    return (await this.#get('/task/score', { task_type: taskType, task_idx: index }, answer, signal)).score;
  }

  async execute(action: WorldAction, signal: AbortSignal): Promise<void> {
    await this.#post('/execute_action', {}, action, signal);
  }

  /** The server sends the pixels as nested arrays of numbers, some tens of megabytes for a phone. */
  async screen(signal: AbortSignal): Promise<WorldScreen> {
    const answer = z.object({ pixels: z.array(z.unknown()) });
    const { pixels } = await this.#get('/screenshot', { wait_to_stabilize: true }, answer, signal);
    const raw = rasterOf(pixels);
    if (!raw) throw this.#failed('/screenshot', 'sent something that is no picture of numbers from 0 to 255');
    const { widthPx, heightPx, channels } = raw;
    const picture = sharp(raw.bytes, { raw: { width: widthPx, height: heightPx, channels } });
    return { png: await picture.removeAlpha().png().toBuffer(), sizePx: { widthPx, heightPx } };
  }

  async close(signal: AbortSignal): Promise<void> {
    await this.#post('/close', {}, undefined, signal);
  }

  #get<T>(path: string, query: Query, answer: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    return this.#request(path, query, { method: 'GET' }, answer, signal);
  }

  #post(path: string, query: Query, body: unknown, signal: AbortSignal): Promise<unknown> {
    const content = body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    };
    return this.#request(path, query, { method: 'POST', ...content }, done, signal);
  }

  async #request<T>(
    path: string,
    query: Query,
    init: RequestInit,
    answer: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const url = new URL(this.#url + path);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    const limit = AbortSignal.timeout(this.#timeoutMs);
    const response = await fetch(url, { ...init, signal: AbortSignal.any([signal, limit]) }).catch((cause: unknown) => {
      if (signal.aborted) throw abortReason(signal);
      throw this.#failed(
        path,
        limit.aborted ? `said nothing for ${this.#timeoutMs / 1000} s` : 'does not answer',
        cause,
      );
    });
    if (!response.ok) throw this.#failed(path, `answered ${response.status}: ${(await response.text()).slice(0, 200)}`);
    const parsed = answer.safeParse(await response.json().catch(() => undefined));
    if (parsed.success) return parsed.data;
    throw this.#failed(path, `answered something else than expected: ${parsed.error.issues[0]?.message}`);
  }

  #failed(path: string, what: string, cause?: unknown): FarhandError {
    return new FarhandError('TOOL_FAILED', `AndroidWorld's server ${this.#url} ${what} (${path})`, {
      hint: 'Start its container and give its address: docker run --privileged -p 5000:5000 android_world:latest',
      cause,
    });
  }
}

type Query = Readonly<Record<string, string | number | boolean>>;

/**
 * Rows of pixels of three or four values, as bytes; undefined for anything else. Read by hand: millions of numbers are too
 * many for a schema.
 */
function rasterOf(rows: readonly unknown[]): (SizePx & { bytes: Buffer; channels: 3 | 4 }) | undefined {
  const first = (rows[0] as readonly unknown[] | undefined)?.[0];
  const channels = Array.isArray(first) ? first.length : 0;
  if (channels !== 3 && channels !== 4) return undefined;
  const widthPx = (rows[0] as readonly unknown[]).length;
  const bytes = Buffer.alloc(rows.length * widthPx * channels);
  let at = 0;
  for (const row of rows) {
    if (!Array.isArray(row) || row.length !== widthPx) return undefined;
    for (const pixel of row as readonly unknown[]) {
      if (!Array.isArray(pixel) || pixel.length !== channels) return undefined;
      for (const value of pixel as readonly unknown[]) {
        if (typeof value !== 'number' || !(value >= 0 && value <= 255)) return undefined;
        bytes[at] = value;
        at += 1;
      }
    }
  }
  return { widthPx, heightPx: rows.length, channels, bytes };
}
