/** What the chart tells nginx of embedding, TLS and limits. */
import { describe, expect, it } from 'vitest';
import { environmentOf } from './chart-objects.ts';
import { renderChart, renderText } from './render-chart.ts';

type Values = Readonly<Record<string, unknown>>;

const webEnvironment = async (values: Values = {}) =>
  environmentOf(await renderChart(values), 'Deployment/kubecast-web');

describe('web', () => {
  it('has its own pages alone embed, TLS remembered for a year, and limits for an address by default', async () => {
    const environment = await webEnvironment();
    expect(environment).not.toHaveProperty('KUBECAST_EMBED_ORIGINS');
    expect(environment).toMatchObject({
      KUBECAST_HSTS_SECONDS: '31536000',
      KUBECAST_HSTS_SUBDOMAINS: 'false',
      KUBECAST_PROXIES_IN_FRONT: '0',
      KUBECAST_REQUESTS_PER_SECOND: '200',
      KUBECAST_CONNECTIONS: '500',
    });
  });

  it.each<[name: string, values: Values, expected: object]>([
    [
      'embedOrigins',
      { 'web.embedOrigins': ['https://blog.example.org', 'https://*.example.org:8443'] },
      { KUBECAST_EMBED_ORIGINS: 'https://blog.example.org,https://*.example.org:8443' },
    ],
    [
      'hsts',
      { 'web.hsts': { maxAgeSeconds: 0, includeSubDomains: true } },
      { KUBECAST_HSTS_SECONDS: '0', KUBECAST_HSTS_SUBDOMAINS: 'true' },
    ],
    [
      'limits',
      { 'web.limits': { requestsPerSecond: 0, connections: 7 } },
      { KUBECAST_REQUESTS_PER_SECOND: '0', KUBECAST_CONNECTIONS: '7' },
    ],
    [
      'the proxies in front, an Ingress of the chart',
      { 'web.ingress': { enabled: true, host: 'a.b' } },
      { KUBECAST_PROXIES_IN_FRONT: '1' },
    ],
    ['the proxies in front, those that are named', { 'api.trustedProxies': 3 }, { KUBECAST_PROXIES_IN_FRONT: '2' }],
  ])('is told of %s', async (_name, values, expected) => {
    expect(await webEnvironment(values)).toMatchObject(expected);
  });

  it.each([
    'blog.example.org',
    '*',
    'https://*',
    'https://blog.example.org/',
    "'none'",
    'https://a.b; script-src x',
    'https://a.b,https://c.d',
  ])('refuses %s as an origin for embedding', async (origin) => {
    await expect(renderText({ 'web.embedOrigins': [origin] })).rejects.toThrow(
      /embedOrigins\/0.*does not match pattern/s,
    );
  });
});
