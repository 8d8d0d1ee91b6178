import { StoreUnreachableError } from '@kubecast/media/object-store-error';
import type { RecorderProgress } from '@kubecast/media/recorder-config';
import type { RecordingResult } from '@kubecast/media/recording-result';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { observeRecorder } from './observe-recorder.ts';
import { ProgressMessages } from './progress-messages.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import type { RecordingScope } from './recording-scope.ts';
import { recordingFixture, resultFixture } from './testing/recording-fixture.ts';

const answer: RecorderProgress = { phase: 'assembling', percent: 40, message: 'Assembling' };
const recording = recordingFixture({ rendition: '720p' });
const startMs = Date.parse('2026-11-22T18:10:00Z');

interface Found {
  readonly answer?: RecorderProgress;
  readonly result?: () => Promise<RecordingResult>;
}

/** A recorder's pod that is said to run, looked at again and again. */
const create = () => {
  const clock = { ms: startMs };
  const asked: string[] = [];
  const progress = new ProgressMessages(() => new Date(clock.ms));
  const look = async (afterSeconds: number, { answer, result }: Found) => {
    clock.ms = startMs + afterSeconds * 1000;
    const read = async (): Promise<RecordingResult | undefined> => {
      asked.push('result');
      return await result?.();
    };
    const dependencies = {
      progress,
      askProgress: () => Promise.resolve(answer),
      progressTokenFor: () => 'token',
      bucket: { readResult: read },
      now: () => new Date(clock.ms),
    } as unknown as RecordingDependencies;
    const pod = { metadata: { name: 'pod', uid: 'pod' }, status: { phase: 'Running', podIP: '10.0.0.1' } };
    const scope = {
      recording,
      log: pino({ level: 'silent' }),
      job: { state: 'active', job: {}, pod },
      lookAgainMs: Number.POSITIVE_INFINITY,
    } as unknown as RecordingScope;
    await observeRecorder(dependencies, scope, AbortSignal.timeout(60_000));
    return { state: scope.state, lookAgainMs: scope.lookAgainMs };
  };
  return { asked, look };
};

describe('observeRecorder', () => {
  it('asks the recorder alone while that answers', async () => {
    const { asked, look } = create();
    const state = { kind: 'progressing', reason: 'Assembling', message: 'Assembling (40 %)' };
    expect(await look(0, { answer })).toEqual({ state, lookAgainMs: 3000 });
    expect(asked).toEqual([]);
  });

  it('completes when a recorder that does not answer has left its result', async () => {
    const { asked, look } = create();
    const result = resultFixture(recording);
    expect(await look(0, { result: async () => result })).toMatchObject({ state: { kind: 'complete', result } });
    expect(asked).toEqual(['result']);
  });

  it('takes no result for its own that lay there in another rendition', async () => {
    const result = resultFixture(recording, { rendition: '360p' });
    expect(await create().look(0, { result: async () => result })).toMatchObject({ state: { kind: 'progressing' } });
  });

  it('goes on when the store cannot tell', async () => {
    const result = () => Promise.reject(new StoreUnreachableError('The store is away'));
    expect(await create().look(0, { result })).toMatchObject({ state: { reason: 'Assembling' }, lookAgainMs: 3000 });
  });

  it('looks less often when a recorder has not answered for half a minute, until it does', async () => {
    const { look } = create();
    const looks = [];
    for (const seconds of [0, 3, 29, 30, 60]) looks.push((await look(seconds, {})).lookAgainMs);
    expect(looks).toEqual([3000, 3000, 3000, 30_000, 30_000]);
    expect(await look(90, { answer })).toMatchObject({ lookAgainMs: 3000 });
    expect(await look(93, {})).toMatchObject({ lookAgainMs: 3000 });
  });
});
