/**
 * The pages of docs/reference that are made from the code of the api. After a change of a route, a problem or a metric, run this
 * file with `--update`.
 */
import { metricsPage } from '@kubecast/media/testing/metrics-page';
import { describe, expect, it } from 'vitest';
import { addPoolMetrics } from './database/pool-metrics.ts';
import { problemTable } from './openapi/api-description.ts';
import { createProjectionMetrics } from './projection/projection-metrics.ts';
import { absentPostgres } from './testing/absent-postgres.ts';
import { buildTestApp } from './testing/test-app.ts';

const metricsIntroduction = `# Metrics of the api

\`GET /metrics\` on port 9090 of an api pod, for Prometheus; no token. This page is made from the code: run the tests with
\`--update\` after a change (\`api/src/api-reference.test.ts\`). Beside these there are Node's own (\`process_…\`, \`nodejs_…\`), and
those of any informer, queue and Kubernetes client under the names that controller-runtime and client-go gave them. Every replica has
its own; what the projection counts, the one that leads does.
`;

const problemsPage = `# Problems

Every error of the api is \`application/problem+json\` (RFC 9457): \`type\` (always \`about:blank\`), \`title\`, \`status\`, \`detail\` (what was
attempted and what to do), \`code\`, \`requestId\` (names the request in the logs of nginx and the api) and, where single fields are wrong,
\`fields\` with what is wrong by the path of the field. Programs branch on \`code\`: its meaning never changes. Where waiting helps there is
\`Retry-After\`. This page is made from the code: run the tests with \`--update\` after a change (\`api/src/api-reference.test.ts\`).

${problemTable}
`;

describe('the reference of the api', () => {
  it('has the OpenAPI document that the routes make', async () => {
    await using api = await buildTestApp({ postgres: absentPostgres() });
    await api.app.ready();
    const document = `${JSON.stringify(api.app.swagger(), undefined, 2)}\n`;
    await expect(document).toMatchFileSnapshot('../../docs/reference/openapi.json');
  });

  it('has every metric', async () => {
    await using api = await buildTestApp({ postgres: absentPostgres() });
    const { registry, databases } = api.dependencies;
    addPoolMetrics(registry, databases);
    createProjectionMetrics(registry);
    await expect(await metricsPage(metricsIntroduction, registry)).toMatchFileSnapshot(
      '../../docs/reference/api-metrics.md',
    );
  });

  it('has every problem', async () => {
    await expect(problemsPage).toMatchFileSnapshot('../../docs/reference/problems.md');
  });
});

describe('every route', () => {
  it('is described: an operation of its own name, a tag, a summary, and its answers', async () => {
    await using api = await buildTestApp({ postgres: absentPostgres() });
    await api.app.ready();
    const operations = Object.entries(api.app.swagger().paths ?? {}).flatMap(([path, item]) =>
      Object.entries(item ?? {}).map(([method, operation]) => ({ path, method, operation: Object(operation) })),
    );
    const bare = operations.filter(({ operation: { operationId, tags, summary, responses } }) => {
      // 426: the route of the WebSocket, whose answer is no HTTP.
      const hasAnswer = Object.keys(Object(responses)).some((status) => /^[123]|426/.test(status));
      return !(operationId && tags && summary && hasAnswer);
    });
    expect(bare.map(({ path, method }) => `${method} ${path}`)).toEqual([]);
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
  });
});
