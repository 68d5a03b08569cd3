// What a process counts for Prometheus.
import { table } from './fields.mjs';

export function metricsPage(metrics) {
  metrics.watch({ runningTasks: () => 0, bridges: () => 0, devices: async () => [] });
  const rows = metrics
    .described()
    .map(({ name, help, type, labelNames, buckets }) => [
      `\`${name}\``,
      help,
      type,
      labelNames.map((label) => `\`${label}\``).join(', '),
      buckets.length === 0 ? '' : `${buckets.join(', ')}`,
    ]);
  return `# Metrics

Generated from \`cloud/observability/metrics.ts\`. \`GET /metrics\` answers them in the text form of Prometheus; it takes a token
with the scope \`admin\`. Counts are of one process: with several [replicas](../explanation/replicas.md) sum them. Labels hold
statuses, routes and models, never names, texts or ids. Figures of Node.js itself (memory, garbage collection, event loop)
follow them under the names of \`prom-client\`.

${table(['name', 'what it counts', 'type', 'labels', 'buckets, in seconds'], rows)}
`;
}
