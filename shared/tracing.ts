// OpenTelemetry traces, off by default: FARHAND_OTLP_URL names a collector, and only then the exporter is loaded. Spans
// carry ids, apps and outcomes, never what a user said or a screen showed. A span's place in its trace crosses processes
// as a W3C `traceparent`: in HTTP headers, with the task in the database, and in the `_meta` of GUI-MCP calls.
import {
  type Attributes,
  type Context,
  context,
  propagation,
  type Span,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { FarhandError, toFarhandError } from './errors.js';

const flushLimitMs = 2000;

export interface Tracing {
  /** Sends what is left. May be called twice. */
  close(): Promise<void>;
}

/** `service`: the part that speaks ("farhand-cloud"). Does nothing without a URL, such as http://127.0.0.1:4318. */
export async function startTracing(service: string, url: string | undefined): Promise<Tracing> {
  if (url === undefined || url === '') return { close: async () => {} };
  const [{ NodeTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await loadExporter();
  const exporter = new OTLPTraceExporter({ url: new URL('/v1/traces', url).href });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor(exporter, { exportTimeoutMillis: flushLimitMs })],
  });
  provider.register();
  let closed: Promise<void> | undefined;
  return {
    close: () => {
      closed ??= provider
        .shutdown()
        .catch(() => undefined)
        .finally(() => {
          for (const api of [trace, context, propagation]) api.disable();
        });
      return closed;
    },
  };
}

function loadExporter() {
  return Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]).catch((cause: unknown) => {
    throw new FarhandError(
      'CONFIG_INVALID',
      'FARHAND_OTLP_URL is set, but the OpenTelemetry exporter is not installed',
      {
        hint: 'Install the optional packages (npm ci), or unset FARHAND_OTLP_URL.',
        cause,
      },
    );
  });
}

/** Runs `work` inside a span; what it throws is told by its code. `parent`: a traceparent, where the trace comes from afar. */
export function traced<T>(
  name: string,
  attributes: Attributes,
  work: (span: Span) => Promise<T>,
  parent?: string | undefined,
): Promise<T> {
  const from = parent === undefined ? context.active() : contextOf(parent);
  return trace.getTracer('farhand').startActiveSpan(name, { attributes }, from, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: toFarhandError(error).code });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Where the running span stands, for another process; undefined while nothing is traced. */
export function traceparent(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

function contextOf(parent: string): Context {
  return propagation.extract(context.active(), { traceparent: parent });
}
