// GET /metrics for Prometheus. It needs a token of the scope `admin`: Prometheus sends one (`authorization` in its
// scrape configuration).
import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../observability/metrics.js';
import { documented } from './documented.js';

export function addMetricsRoute(app: FastifyInstance, metrics: Metrics): void {
  app.get(
    '/metrics',
    documented({ summary: 'Figures of this process, for Prometheus', scope: 'admin' }),
    async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()),
  );
}
