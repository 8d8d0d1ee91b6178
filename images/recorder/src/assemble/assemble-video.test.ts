/** Real media from a store in memory; what comes out is read back by ffmpeg and ffprobe. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFrameNumbers } from '@kubecast/media/testing/frame-numbers';
import { type MadeSession, makeSession } from '@kubecast/media/testing/made-session';
import type { MadeSessionOptions } from '@kubecast/media/testing/made-session-options';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { observeSession } from '../plan/observe-session.ts';
import { planRecording } from '../plan/plan-recording.ts';
import { readTimes } from '../testing/read-times.ts';
import { assembleVideo } from './assemble-video.ts';
import type { AssembledVideo, AssemblyOptions } from './assembled-video.ts';

const stream = { namespace: 'live', stream: 'studio' };
const rendition = { name: '180p', width: 320, height: 180, videoBitrateKbps: 200 };

let store: MemoryStore;
let workDirectory: string;

beforeEach(async () => {
  store = new MemoryStore();
  workDirectory = await mkdtemp(join(tmpdir(), 'assemble-'));
});

afterEach(() => rm(workDirectory, { recursive: true, force: true }));

const make = (options: Pick<MadeSessionOptions, 'epochs'> & Partial<MadeSessionOptions>): Promise<MadeSession> =>
  makeSession({ store, stream, renditions: [rendition], ...options });

const assemble = async ({ session }: MadeSession, options: Partial<AssemblyOptions> = {}): Promise<AssembledVideo> => {
  const { signal } = new AbortController();
  const snapshot = await observeSession(store, { ...stream, session }, signal);
  const callbacks = { onProgress: () => undefined, onFault: () => undefined, onLeftOut: () => undefined };
  const plan = planRecording(snapshot, { session });
  return assembleVideo({ plan, store, workDirectory, signal, ...callbacks, ...options });
};

const from = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => first + index);

/** Every step from a time to the next. */
const stepsOf = (times: readonly number[]): readonly number[] =>
  times.slice(1).map((time, index) => Math.round((time - (times[index] ?? 0)) * 1000) / 1000);

describe('assembleVideo', () => {
  it('holds every frame in order, without a jump where the session has gaps', async () => {
    const made = await make({
      epochs: [
        { seconds: 5 },
        { seconds: 3.5, afterGapSeconds: 5 },
        { seconds: 4, skippedNumbers: 3, podUid: 'other' },
      ],
    });
    const video = await assemble(made);
    expect(video).toMatchObject({ frames: 375, durationSeconds: 12.5, width: 320, height: 180, leftOut: [] });
    expect(await readFrameNumbers(video.path)).toEqual(from(0, 375));
    const times = await readTimes(video.path);
    expect(new Set(stepsOf(times.video))).toEqual(new Set([0.033]));
    expect(new Set(stepsOf(times.audio))).toEqual(new Set([0.021]));
    expect(times.video[0]).toBe(0);
    expect(times.audio[0]).toBe(0);
    expect(times.duration).toBeCloseTo(12.5, 2);
    expect((await readFile(video.path)).length).toBe(video.sizeBytes);
  }, 60_000);
});
