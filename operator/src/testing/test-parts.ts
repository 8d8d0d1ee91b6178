/** For tests: what every controller under test is given. */
import type { KubernetesClient } from '@kubecast/runtime/client';
import { EventRecorder } from '@kubecast/runtime/event-recorder';
import { type Logger, pino } from 'pino';
import { createStaticCredentialIssuer } from '../credentials/static-credential-issuer.ts';

/** Gives everybody the same keys. */
export const testIssuer = createStaticCredentialIssuer(
  { accessKeyId: 'test-id', secretAccessKey: 'test-key' },
  'test-source',
);

/** Silent, unless `LOG_LEVEL` says otherwise. */
export const createTestLogger = (): Logger => pino({ level: process.env.LOG_LEVEL ?? 'silent' });

/** Records as the operator does; the caller stops it. */
export const createTestEvents = (client: KubernetesClient, log: Logger): EventRecorder =>
  new EventRecorder({ client, reporter: { controller: 'kubecast-operator', instance: 'test' }, log });
