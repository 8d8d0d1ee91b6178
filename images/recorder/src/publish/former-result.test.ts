import type { RecordingResult } from '@kubecast/media/recording-result';
import type { ListedSegment } from '@kubecast/media/session-rungs';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { describe, expect, it } from 'vitest';
import { recorderConfig } from '../testing/recorder-config.ts';
import { buildResult } from './build-result.ts';
import { isAsGood, isWhole, readFormerResult } from './former-result.ts';

const config = recorderConfig();
const range = { from: '2026-01-02T03:04:05Z', to: '2026-01-02T03:05:05Z' };
const damaged = { epoch: 1, sequence: 9, why: 'damaged' } as const;
const absent = { epoch: 1, sequence: 10, why: 'absent' } as const;

/** Of three segments. */
const result = (
  change: Parameters<typeof recorderConfig>[0] = {},
  missing: readonly (typeof damaged | typeof absent)[] = [],
) =>
  buildResult({
    config: recorderConfig(change),
    plan: { rendition: '720p' },
    summary: { startedMs: 0, endedMs: 6000, segments: 3, missing, gaps: [] },
    video: { frames: 180, durationSeconds: 6, width: 1280, height: 720 },
    sizes: { video: 4, thumbnail: 3, storyboard: 2, storyboardImage: 1 },
  });

const planOf = (count: number, rendition = '720p') => ({
  rendition,
  segments: Array.from(
    { length: count },
    (_, sequence): ListedSegment => ({
      epoch: 1,
      sequence,
      startUnixMs: 0,
      durationMs: 2000,
      key: 'key',
      sizeBytes: 1,
    }),
  ),
});

describe('isAsGood', () => {
  it.each([
    ['all segments are in it', true, result(), planOf(3)],
    ['its segments are deleted in part', true, result(), planOf(1)],
    ['its segments are deleted', true, result(), undefined],
    ['the other segments are known to be damaged', true, result({}, [damaged]), planOf(4)],
    ['a missing segment has come', false, result({}, [absent]), planOf(4)],
    ['another rendition is asked for', false, result(), planOf(3, '480p')],
    ['it is a clip and the session is asked for', false, result({ range }), planOf(3)],
    ['it is of another session', false, result({ session: '20260102-030405-zzzz' }), planOf(3)],
    ['it is of another stream', false, result({ stream: 'other' }), undefined],
    ['it is of another recording', false, result({ recording: 'other' }), undefined],
  ])('%s: %o', (_, isGood, former, plan) => {
    expect(isAsGood(former, config, plan)).toBe(isGood);
  });
});

describe('readFormerResult and isWhole', () => {
  const json = { contentType: 'application/json' };

  const access = (store: MemoryStore) => ({
    store,
    onFault: () => undefined,
    signal: new AbortController().signal,
  });

  const prefix = 'live/demo/20260102-030405-abcd/demo-20260102-030405-abcd/';

  const storeObjects = async (
    store: MemoryStore,
    { video, thumbnail, storyboard, storyboardImage }: RecordingResult,
  ) => {
    for (const object of [video, thumbnail, storyboard, storyboardImage]) {
      await store.put(object.key, Buffer.alloc(object.sizeBytes), json);
    }
  };

  it('reads what was written and finds its objects', async () => {
    const store = new MemoryStore();
    await store.put(`${prefix}recording.json`, JSON.stringify(result()), json);
    await storeObjects(store, result());
    expect(await readFormerResult(access(store), config)).toEqual(result());
    expect(await isWhole(access(store), result())).toBe(true);
  });

  it.each([
    ['absent', undefined],
    ['no JSON', 'oops'],
    ['of another version', '{"version":2}'],
  ])('reads none when it is %s', async (_, text) => {
    const store = new MemoryStore();
    if (text !== undefined) await store.put(`${prefix}recording.json`, text, json);
    expect(await readFormerResult(access(store), config)).toBeUndefined();
  });

  it('is not whole when an object is absent or has another size', async () => {
    const store = new MemoryStore();
    await storeObjects(store, result());
    await store.put(`${prefix}video.mp4`, 'longer', json);
    expect(await isWhole(access(store), result())).toBe(false);
    await store.delete(`${prefix}video.mp4`);
    expect(await isWhole(access(store), result())).toBe(false);
  });
});
