/** The recorder's HTTP interface (`recorder-config.ts`). */
import { join } from 'node:path';
import type { Route } from '@kubecast/media/http-server';
import type { Registry } from 'prom-client';
import type { ProgressReport } from './recorder-progress.ts';

export interface RecorderRoutesOptions {
  readonly secretsDirectory: string;
  readonly progress: Pick<ProgressReport, 'current'>;
  readonly registry: Registry;
}

/** Health and metrics are for the cluster; progress demands the operator's token. */
export const recorderRoutes = ({ secretsDirectory, progress, registry }: RecorderRoutesOptions): readonly Route[] => [
  {
    method: 'GET',
    path: '/progress',
    tokenFile: join(secretsDirectory, 'progressToken'),
    handle: (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify(progress.current));
    },
  },
  { method: 'GET', path: '/healthz', tokenFile: undefined, handle: (_, response) => void response.end('ok\n') },
  {
    method: 'GET',
    path: '/metrics',
    tokenFile: undefined,
    handle: async (_, response) => {
      response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
    },
  },
];
