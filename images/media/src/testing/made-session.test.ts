import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EpochLog } from '../epoch-log.ts';
import { listSession, playableSegments } from '../session-listing.ts';
import { readFrameNumbers } from './frame-numbers.ts';
import { makeSession } from './made-session.ts';
import { MemoryStore } from './memory-store.ts';

const stream = { namespace: 'live', stream: 'studio' };
const rendition = { name: '180p', width: 320, height: 180, videoBitrateKbps: 200 };

/** An epoch of a rendition as a player would put it together. */
const fileOf = (store: MemoryStore, keys: readonly string[]): Buffer =>
  Buffer.concat(keys.map((key) => store.held.get(key)?.body ?? Buffer.alloc(0)));

describe('makeSession', () => {
  it('leaves a session whose frames can be counted', async () => {
    const store = new MemoryStore();
    const epochs = [{ seconds: 3.5 }, { seconds: 1, afterGapSeconds: 5, skippedNumbers: 4, podUid: 'other' }];
    const made = await makeSession({ store, stream, epochs, renditions: [rendition] });
    const rung = (await listSession(store, stream, made.session)).get('180p');
    const names = rung ? playableSegments(rung) : [];
    expect(names).toEqual(
      made.segments.map(({ epoch, sequence, startUnixMs, durationMs }) => ({
        epoch,
        sequence,
        startUnixMs,
        durationMs,
      })),
    );
    expect(
      names.map(({ epoch, sequence, startUnixMs, durationMs }) => [
        epoch,
        sequence,
        startUnixMs - made.startUnixMs,
        durationMs,
      ]),
    ).toEqual([
      [1, 0, 0, 1000],
      [1, 1, 1000, 2000],
      [1, 2, 3000, 500],
      [2, 7, 8500, 1000],
    ]);
    const path = join(tmpdir(), `made-${process.pid}.mp4`);
    onTestFinished(() => rm(path));
    await writeFile(path, fileOf(store, [made.initKeys[1] ?? '', made.segments[3]?.key ?? '']));
    expect(await readFrameNumbers(path)).toEqual(Array.from({ length: 30 }, (_, index) => 105 + index));
    expect(await new EpochLog(store, stream).readLast()).toMatchObject({ epoch: 3, firstSequence: 8, end: true });
  }, 60_000);

  it('encodes all of a long epoch', async () => {
    const store = new MemoryStore();
    const made = await makeSession({ store, stream, epochs: [{ seconds: 20 }], renditions: [rendition] });
    expect(made.segments.map(({ firstFrame }) => firstFrame)).toEqual([
      0,
      ...Array.from({ length: 10 }, (_, index) => 30 + index * 60),
    ]);
    expect(made.frames).toBe(600);
  }, 60_000);

  it('repeats what it encoded when asked to', async () => {
    const store = new MemoryStore();
    const made = await makeSession({
      store,
      stream,
      epochs: [{ seconds: 61 }],
      renditions: [rendition],
      repeated: true,
    });
    expect(made.endUnixMs - made.startUnixMs).toBe(61_000);
    expect(made.frames).toBe(61 * 30);
  }, 60_000);
});
