import { annotations } from '@kubecast/crds/names';
import { ApiError } from '@kubecast/runtime/api-error';
import type { Secret } from '@kubecast/runtime/core-kinds';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { CredentialsRefusedError, lifetimeFrom } from '../credentials/store-credentials.ts';
import { desiredRecorderSecret } from './desired-recorder-secret.ts';
import { ensureRecorderSecret } from './ensure-recorder-secret.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import type { RecordingScope } from './recording-scope.ts';
import { recorderSettingsFixture, recordingFixture } from './testing/recording-fixture.ts';

const recording = recordingFixture();
const keys = { accessKeyId: 'id', secretAccessKey: 'key', sessionToken: 'token' };
const lifetime = lifetimeFrom(new Date('2026-11-22T18:00:00Z'), new Date('2026-11-22T20:00:00Z'));
const present = desiredRecorderSecret(recording, {
  progressToken: 'p',
  credentials: { ...keys, lifetime },
  source: 'source',
  issuedAt: new Date('2026-11-22T18:00:00Z'),
});
/** They hold for two hours. */
const renewed = (now: Date) => ({
  ...keys,
  lifetime: lifetimeFrom(now, new Date(now.getTime() + 7_200_000)),
});
const renewAfterMs = 3_600_000;
const notFound = new ApiError({ attempt: 'get', status: 404, reason: 'NotFound', serverMessage: '' });

interface Situation {
  readonly secret?: Secret | undefined;
  readonly now: string;
  readonly source?: string;
  readonly refuses?: boolean;
}

/** What was applied, and when the pass comes again. */
const run = async ({ secret, now, source = 'source', refuses = false }: Situation) => {
  const applied: Secret[] = [];
  const refusal = new CredentialsRefusedError('Could not get credentials');
  const dependencies = {
    client: {
      get: () => (secret ? Promise.resolve(secret) : Promise.reject(notFound)),
      apply: (_kind: unknown, object: Secret) => Promise.resolve(void applied.push(object)).then(() => object),
    },
    issuer: { source, issue: () => (refuses ? Promise.reject(refusal) : Promise.resolve(renewed(new Date(now)))) },
    settings: recorderSettingsFixture,
    progressTokenFor: () => 'p',
    now: () => new Date(now),
  } as unknown as RecordingDependencies;
  const log = pino({ level: 'silent' });
  const scope = { recording, secret, log, lookAgainMs: Number.POSITIVE_INFINITY } as RecordingScope;
  await ensureRecorderSecret(dependencies, scope, AbortSignal.timeout(60_000));
  return { secrets: applied, applied: applied.length, lookAgainMs: scope.lookAgainMs };
};

describe('ensureRecorderSecret', () => {
  it.each<[string, Situation, { applied: number; lookAgainMs: number }]>([
    ['makes it where there is none', { now: '2026-11-22T18:10:00Z' }, { applied: 1, lookAgainMs: renewAfterMs }],
    [
      'lets it be until half its life is over',
      { secret: present, now: '2026-11-22T18:10:00Z' },
      { applied: 0, lookAgainMs: 3_000_000 },
    ],
    ['renews it then', { secret: present, now: '2026-11-22T19:00:00Z' }, { applied: 1, lookAgainMs: renewAfterMs }],
    [
      'renews what an issuer of before gave',
      { secret: present, now: '2026-11-22T18:10:00Z', source: 'rotated' },
      { applied: 1, lookAgainMs: renewAfterMs },
    ],
    [
      'goes on with what serves where the store gives no new ones',
      { secret: present, now: '2026-11-22T19:00:00Z', refuses: true },
      { applied: 0, lookAgainMs: 30_000 },
    ],
  ])('%s', async (_what, situation, expected) => {
    expect(await run(situation)).toMatchObject(expected);
  });

  it('says when they were made', async () => {
    const { secrets } = await run({ now: '2026-11-22T18:10:00Z' });
    expect(secrets[0]?.metadata.annotations?.[annotations.credentialsIssuedAt]).toBe('2026-11-22T18:10:00.000Z');
  });

  it('fails where nothing serves and the store gives nothing', async () => {
    await expect(run({ secret: present, now: '2026-11-22T20:00:00Z', refuses: true })).rejects.toThrow('Could not get');
    expect(present.metadata.annotations?.[annotations.credentialsExpireAt]).toBe('2026-11-22T20:00:00.000Z');
  });
});
