// What this process counts for Prometheus, at /metrics. Counts are of this process alone: with several replicas, sum them
// there. Labels are short lists (statuses, routes, models), never names, texts or ids.
import type { Device, TaskEvent, TaskResult } from '@farhand/shared';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { BrainCallEvent } from '../store/brain-calls.js';

const taskSeconds = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800];
const requestSeconds = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const brainSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120];

/** What the library keeps of a figure beyond its types. */
interface Described {
  readonly name: string;
  readonly help: string;
  readonly labelNames?: string[];
  readonly buckets?: number[];
}

export interface Live {
  /** Tasks that this process carries out now. */
  readonly runningTasks: () => number;
  readonly bridges: () => number;
  readonly devices: () => Promise<readonly Device[]>;
}

export class Metrics {
  readonly contentType: string = Registry.PROMETHEUS_CONTENT_TYPE;
  readonly #registry = new Registry();
  readonly #submitted = this.#counter('tasks_submitted_total', 'Tasks taken in');
  readonly #ended = this.#counter('tasks_ended_total', 'Tasks that ended here, by status', ['status']);
  readonly #taskSeconds = this.#histogram('task_seconds', 'From a command to its end', ['status'], taskSeconds);
  readonly #steps = this.#counter('steps_total', 'Steps of hands', ['replayed']);
  readonly #subtaskSeconds = this.#histogram('subtask_seconds', 'Of one subtask', ['stop_reason'], taskSeconds);
  readonly #linkBytes = this.#counter('link_bytes_total', 'GUI-MCP bytes of ended tasks', ['direction']);
  readonly #brainCalls = this.#counter('brain_calls_total', 'Calls of language models', ['purpose', 'model']);
  readonly #brainTokens = this.#counter('brain_tokens_total', 'Tokens of language models', ['kind', 'model']);
  readonly #brainSeconds = this.#histogram('brain_call_seconds', 'Of one call', ['purpose'], brainSeconds);
  readonly #requests = this.#histogram(
    'http_request_seconds',
    'From a request to the end of its answer',
    ['method', 'route', 'status'],
    requestSeconds,
  );

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  /** Figures that are read when they are asked for. */
  watch(live: Live): void {
    this.#gauge('tasks_running', 'Tasks that this process carries out', [], (gauge) => gauge.set(live.runningTasks()));
    this.#gauge('bridges', 'Bridges linked to this process', [], (gauge) => gauge.set(live.bridges()));
    this.#gauge('devices', 'Phones on those bridges, by state', ['state'], async (gauge) => {
      const devices = await live.devices();
      gauge.reset();
      for (const { state } of devices) gauge.inc({ state });
    });
  }

  /** What a task told, once it is written down. */
  noteEvent(event: TaskEvent): void {
    if (event.type === 'accepted') this.#submitted.inc();
    if (event.type === 'step') this.#steps.inc({ replayed: String(event.replayed === true) });
    if (event.type === 'subtask_finished') {
      this.#subtaskSeconds.observe({ stop_reason: event.report.stopReason }, event.report.seconds);
    }
    if (event.type === 'finished') this.#noteEnd(event.result);
  }

  #noteEnd({ status, seconds, usage }: TaskResult): void {
    this.#ended.inc({ status });
    this.#taskSeconds.observe({ status }, seconds);
    this.#linkBytes.inc({ direction: 'up' }, usage.bytesUp);
    this.#linkBytes.inc({ direction: 'down' }, usage.bytesDown);
  }

  noteBrainCall({ purpose, model, promptTokens, generatedTokens, seconds }: BrainCallEvent): void {
    this.#brainCalls.inc({ purpose, model });
    this.#brainTokens.inc({ kind: 'prompt', model }, promptTokens);
    this.#brainTokens.inc({ kind: 'generated', model }, generatedTokens);
    this.#brainSeconds.observe({ purpose }, seconds);
  }

  /** `route` as it was declared, with its parameters' names: paths that nobody declared share one. */
  noteRequest(method: string, route: string | undefined, status: number, seconds: number): void {
    this.#requests.observe({ method, route: route ?? 'none', status: String(status) }, seconds);
  }

  /** Each figure of ours, without its values: for the reference page. */
  described(): { name: string; help: string; type: string; labelNames: string[]; buckets: number[] }[] {
    const registered = this.#registry.getMetricsAsArray() as unknown as Described[];
    return registered
      .filter(({ name }) => name.startsWith('farhand_'))
      .map((figure) => {
        const { name, help, labelNames = [], buckets = [] } = figure;
        return { name, help, type: figure.constructor.name.toLowerCase(), labelNames, buckets };
      });
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #counter(name: string, help: string, labelNames: string[] = []): Counter {
    return new Counter({ name: `farhand_${name}`, help, labelNames, registers: [this.#registry] });
  }

  #histogram(name: string, help: string, labelNames: string[], buckets: number[]): Histogram {
    return new Histogram({ name: `farhand_${name}`, help, labelNames, buckets, registers: [this.#registry] });
  }

  #gauge(name: string, help: string, labelNames: string[], collect: (gauge: Gauge) => void | Promise<void>): void {
    new Gauge({
      name: `farhand_${name}`,
      help,
      labelNames,
      registers: [this.#registry],
      collect() {
        return collect(this);
      },
    });
  }
}
