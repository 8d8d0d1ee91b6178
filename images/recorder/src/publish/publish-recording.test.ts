import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ObjectFacts } from '@kubecast/media/object-store';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recorderConfig } from '../testing/recorder-config.ts';
import { publishRecording } from './publish-recording.ts';

const prefix = 'live/demo/20260102-030405-abcd/demo-20260102-030405-abcd/';

/** Has ETags, which change with each time that an object is written. */
class TaggedStore extends MemoryStore {
  readonly writes: string[] = [];

  override async put(...[key, body, options]: Parameters<MemoryStore['put']>): Promise<void> {
    await super.put(key, body, options);
    this.writes.push(key.slice(prefix.length));
  }

  override async head(key: string): Promise<ObjectFacts | undefined> {
    const facts = await super.head(key);
    const times = this.writes.filter((name) => prefix + name === key).length;
    return facts && { ...facts, etag: `"${times}"` };
  }
}

let directory: string;
let store: TaggedStore;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'publish-'));
  for (const name of ['video.mp4', 'thumbnail.jpg', 'storyboard.jpg', 'storyboard.vtt']) {
    await writeFile(join(directory, name), name);
  }
  store = new TaggedStore();
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

const publish = (hasFormerResult = false) => {
  const facts = {
    config: recorderConfig(),
    plan: { rendition: '720p' },
    summary: { startedMs: 0, endedMs: 6000, segments: 3, missing: [], gaps: [] },
    video: { frames: 180, durationSeconds: 6, width: 1280, height: 720 },
  };
  const videoPath = join(directory, 'video.mp4');
  const { signal } = new AbortController();
  const job = { store, facts, directory, videoPath, signal, onStored: () => undefined, onFault: () => undefined };
  return publishRecording(job, hasFormerResult);
};

/** Does something once, before the first request of its kind for the object. */
const before = (kind: string, name: string, act: () => Promise<void>): void => {
  let isDone = false;
  store.onRequest = async (request, key) => {
    if (isDone || request !== kind || key !== prefix + name) return;
    isDone = true;
    await act();
  };
};

const text = { contentType: 'text/plain' };

describe('publishRecording', () => {
  it('writes the result last', async () => {
    expect(await publish()).toMatchObject({ video: { key: `${prefix}video.mp4`, sizeBytes: 9 } });
    expect(store.writes).toEqual(['video.mp4', 'thumbnail.jpg', 'storyboard.jpg', 'storyboard.vtt', 'recording.json']);
  });

  it('withdraws a former result before it replaces what that names', async () => {
    await store.put(`${prefix}recording.json`, 'former', text);
    let stoodFormer = true;
    before('put', 'video.mp4', async () => {
      stoodFormer = store.held.has(`${prefix}recording.json`);
    });
    await publish(true);
    expect(stoodFormer).toBe(false);
  });

  it.each([
    ['has another size', () => store.put(`${prefix}video.mp4`, 'other', text)],
    ['is gone', () => store.delete(`${prefix}video.mp4`)],
    ['was written again', () => store.put(`${prefix}video.mp4`, 'video.mp5', text)],
  ])('names nothing, and is to be tried again, when an object %s meanwhile', async (_, change) => {
    before('put', 'storyboard.vtt', change);
    await expect(publish()).rejects.toMatchObject({ code: 'RecorderFault' });
    expect(store.held.has(`${prefix}recording.json`)).toBe(false);
  });
});
