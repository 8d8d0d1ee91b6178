/** From a made session to a video, for tests of the assembly. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ObjectStore } from '@kubecast/media/object-store';
import { assembleVideo } from '../assemble/assemble-video.ts';
import type { AssembledVideo, AssemblyOptions } from '../assemble/assembled-video.ts';
import { observeSession } from '../plan/observe-session.ts';
import { planRecording } from '../plan/plan-recording.ts';
import type { RecordingPlan } from '../plan/recording-plan.ts';

export const madeStream = { namespace: 'live', stream: 'studio' } as const;

/** Small enough to be encoded fifty times in a test. */
export const madeRendition = { name: '180p', width: 320, height: 180, videoBitrateKbps: 200 } as const;

/** A directory of a test's own; `remove` it. */
export const makeWorkDirectory = async (): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), 'recorder-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
};

export const planSession = async (store: ObjectStore, session: string): Promise<RecordingPlan> =>
  planRecording(await observeSession(store, { ...madeStream, session }, new AbortController().signal), { session });

type Asked = Partial<AssemblyOptions> & Pick<AssemblyOptions, 'store' | 'workDirectory'>;

/** The whole session, unless there is a `plan` in `asked`. */
export const assembleSession = async (session: string, asked: Asked): Promise<AssembledVideo> =>
  assembleVideo({
    plan: asked.plan ?? (await planSession(asked.store, session)),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onFault: () => undefined,
    onLeftOut: () => undefined,
    ...asked,
  });

/** `count` numbers from `first` on. */
export const numbersFrom = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => first + index);
