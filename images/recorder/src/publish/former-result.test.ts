import type { RecordingResult } from '@kubecast/media/recording-result';
import type { ListedSegment } from '@kubecast/media/session-rungs';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { describe, expect, it } from 'vitest';
import { recorderConfig } from '../testing/recorder-config.ts';
import { buildResult } from './build-result.ts';
import { isAsGood, judgeFormer, readFormerResult } from './former-result.ts';

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
    ['its rendition is deleted, and another has more', true, result(), planOf(9, '480p')],
    ['the other segments are known to be damaged', true, result({}, [damaged]), planOf(4)],
    ['a missing segment has come', false, result({}, [absent]), planOf(4)],
    ['it is a clip and the session is asked for', false, result({ range }), planOf(3)],
    ['it is of another session', false, result({ session: '20260102-030405-zzzz' }), planOf(3)],
    ['it is of another stream', false, result({ stream: 'other' }), undefined],
    ['it is of another recording', false, result({ recording: 'other' }), undefined],
  ])('%s: %o', (_, isGood, former, plan) => {
    expect(isAsGood(former, config, plan)).toBe(isGood);
  });

  it.each([
    ['is there whole', false, '480p', planOf(3, '480p')],
    ['has fewer segments', true, '480p', planOf(2, '480p')],
    ['is gone, so that another would be taken', true, '480p', planOf(9, '360p')],
  ])('where the asked rendition %s: %o', (_, isGood, rendition, plan) => {
    expect(isAsGood(result(), recorderConfig({ rendition }), plan)).toBe(isGood);
  });
});

describe('readFormerResult and judgeFormer', () => {
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
    expect(await judgeFormer(access(store), result(), config, undefined)).toBe('keep');
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

  it.each([
    { verdict: 'replace', gone: 'video.mp4', plan: planOf(1) },
    { verdict: 'replace', cut: 'video.mp4', plan: undefined },
    { verdict: 'replace', gone: 'thumbnail.jpg', plan: planOf(3) },
    { verdict: 'replace', cut: 'storyboard.jpg', plan: planOf(3) },
    { verdict: 'keepWithoutPictures', gone: 'thumbnail.jpg', plan: planOf(2) },
    { verdict: 'keepWithoutPictures', gone: 'storyboard.vtt', plan: planOf(9, '480p') },
    { verdict: 'keepWithoutPictures', gone: 'storyboard.vtt', plan: undefined },
  ])('is $verdict when $gone is gone, or $cut has another size', async ({ verdict, gone, cut, plan }) => {
    const store = new MemoryStore();
    await storeObjects(store, result());
    if (gone) await store.delete(prefix + gone);
    if (cut) await store.put(prefix + cut, 'longer', json);
    expect(await judgeFormer(access(store), result(), config, plan)).toBe(verdict);
  });
});
