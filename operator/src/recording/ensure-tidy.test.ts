import { StoreUnreachableError } from '@kubecast/media/object-store-error';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { desiredRecorderSecret } from './desired-recorder-secret.ts';
import { ensureTidy } from './ensure-tidy.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import type { RecordingScope } from './recording-scope.ts';
import type { RecordingState } from './recording-state.ts';
import { deriveRecordingStatus } from './recording-status.ts';
import { recordingFixture, resultFixture } from './testing/recording-fixture.ts';

const complete: RecordingState = { kind: 'complete', result: resultFixture(recordingFixture()) };
const failed: RecordingState = { kind: 'failed', reason: 'NoMedia', message: 'There is none' };
const now = new Date('2026-11-22T18:10:00Z');
const secret = desiredRecorderSecret(recordingFixture(), {
  progressToken: '',
  credentials: { accessKeyId: '', secretAccessKey: '', sessionToken: '' },
  source: '',
  issuedAt: now,
});

/** Passes of one operator over a Recording. */
const create = () => {
  const asked: string[] = [];
  const store = { isAway: false };
  const ask = async (what: string) => {
    if (store.isAway) throw new StoreUnreachableError('The store is away');
    asked.push(what);
  };
  const dependencies = {
    client: { delete: async (_kind: unknown, { name }: { name: string }) => void asked.push(name) },
    bucket: { abortUploads: () => ask('uploads'), removeTombstone: () => ask('tombstone') },
    progress: { forget: () => undefined },
    untidy: new Set(),
  } as unknown as RecordingDependencies;
  const pass = async (state: RecordingState, before?: RecordingState, held = true) => {
    const status = before && deriveRecordingStatus(recordingFixture(), before, now);
    const scope = {
      recording: recordingFixture({}, status),
      log: pino({ level: 'silent' }),
      job: { state: 'none' },
      secret: held ? secret : undefined,
      state,
      lookAgainMs: Number.POSITIVE_INFINITY,
    } as unknown as RecordingScope;
    await ensureTidy(dependencies, scope, AbortSignal.timeout(60_000));
    return { kind: scope.state?.kind, failure: scope.failure, isDue: Number.isFinite(scope.lookAgainMs) };
  };
  return { asked, store, pass };
};

describe('ensureTidy', () => {
  it.each([
    ['a Recording is complete', complete, ['tombstone', 'uploads', secret.metadata.name]],
    ['it has failed, whose tombstone stands', failed, ['uploads', secret.metadata.name]],
  ])('leaves nothing about when %s', async (_what, state, expected) => {
    const { asked, pass } = create();
    expect(await pass(state)).toEqual({ kind: state.kind, failure: undefined, isDue: false });
    expect(asked).toEqual(expected);
  });

  it('keeps the state and comes again until it is done when the store is away', async () => {
    const { asked, store, pass } = create();
    store.isAway = true;
    expect(await pass(complete, undefined, false)).toEqual({ kind: 'complete', failure: undefined, isDue: true });
    store.isAway = false;
    expect(await pass({ kind: 'settled' }, complete, false)).toMatchObject({ kind: 'settled', isDue: false });
    expect(asked).toEqual(['tombstone', 'uploads']);
    await pass({ kind: 'settled' }, complete, false);
    expect(asked).toHaveLength(2);
  });

  it('goes on with what an operator before left', async () => {
    const { asked, pass } = create();
    await pass({ kind: 'settled' }, failed);
    expect(asked).toEqual(['uploads', secret.metadata.name]);
  });

  it('lets be what is still at work', async () => {
    const { asked, pass } = create();
    await pass({ kind: 'progressing', reason: 'Assembling', message: '' });
    expect(asked).toEqual([]);
  });
});
