import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { BucketRefusesError } from '@kubecast/media/object-store-error';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CannotSaveError, type SaveRequest, saveObject } from './save-object.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kubecast-save-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** Gives this many bytes of the body, and then what is not an end. */
async function* broken(body: Buffer, bytes: number): AsyncGenerator<Buffer> {
  yield body.subarray(0, bytes);
  throw new Error('lost connection to pod');
}

interface World {
  /** How many bytes each try brings before the connection breaks; then all. */
  readonly breaks: number[];
  content: string;
  etag: string;
  readonly ranges: (string | undefined)[];
  open: number;
}

const makeWorld = (breaks: number[] = []): World => ({
  breaks,
  content: '0123456789',
  etag: '"a"',
  ranges: [],
  open: 0,
});

const factsOf = ({ content, etag }: World) => ({
  ...{ size: content.length, modifiedMs: 0, contentType: 'video/mp4', contentRange: undefined, metadata: {} },
  etag,
});

const answerTo = (world: World, range: string | undefined) => {
  const rest = Buffer.from(world.content).subarray(Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1]));
  const bytes = world.breaks.shift();
  const body = Readable.from(bytes === undefined ? [rest] : broken(rest, bytes));
  return { ...factsOf(world), size: rest.length, body };
};

const requestFor = (world: World, changes: Partial<SaveRequest> = {}): SaveRequest => ({
  connect: async () => {
    world.open += 1;
    return {
      store: {
        head: async () => factsOf(world),
        get: async (_key, { range } = {}) => {
          world.ranges.push(range);
          return answerTo(world, range);
        },
      },
      close: async () => {
        world.open -= 1;
      },
    };
  },
  key: 'live/main/video.mp4',
  file: join(directory, 'a.mp4'),
  signal: new AbortController().signal,
  onProgress: () => {},
  pause: async () => {},
  ...changes,
});

describe('saveObject', () => {
  it('goes on where a try ended when the connection breaks', async () => {
    const world = makeWorld([4, 3]);
    const progress: number[] = [];
    await saveObject(requestFor(world, { onProgress: (bytes) => progress.push(bytes) }));
    expect(world.ranges).toEqual(['bytes=0-', 'bytes=4-', 'bytes=7-']);
    expect(progress).toEqual([4, 7, 10]);
    expect(await readdir(directory)).toEqual(['a.mp4']);
    expect(await readFile(join(directory, 'a.mp4'), 'utf8')).toBe('0123456789');
    expect(world.open).toBe(0);
  });

  it('leaves what has come under another name, for the next run', async () => {
    const leaving = new AbortController();
    const world = makeWorld([4]);
    const pause = async (_failures: number, error: unknown): Promise<void> => {
      leaving.abort(error);
      leaving.signal.throwIfAborted();
    };
    await expect(saveObject(requestFor(world, { pause, signal: leaving.signal }))).rejects.toThrow('lost connection');
    expect(await readdir(directory)).toEqual(['a.mp4.a.part']);
    await saveObject(requestFor(world));
    expect(world.ranges.at(-1)).toBe('bytes=4-');
    expect(await readFile(join(directory, 'a.mp4'), 'utf8')).toBe('0123456789');
  });

  it('begins anew when the object is another by then', async () => {
    const world = makeWorld([4]);
    const pause = async (): Promise<void> => {
      world.etag = '"b"';
      world.content = 'abcdefgh';
    };
    await saveObject(requestFor(world, { pause }));
    expect(world.ranges).toEqual(['bytes=0-', 'bytes=0-']);
    expect(await readFile(join(directory, 'a.mp4'), 'utf8')).toBe('abcdefgh');
  });

  it('gives up when try after try brings nothing', async () => {
    const refused = async (): Promise<never> => {
      throw new Error('could not forward a port');
    };
    const failures: number[] = [];
    const pause = async (count: number): Promise<void> => void failures.push(count);
    await expect(saveObject(requestFor(makeWorld(), { connect: refused, pause }))).rejects.toThrow('forward a port');
    expect(failures).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it.each([
    ['the object is not there', async () => undefined, CannotSaveError],
    ['the store refuses', () => Promise.reject(new BucketRefusesError('refused')), BucketRefusesError],
  ])('does not try again when %s', async (_, head, error) => {
    const connect = async () => ({ store: { head, get: async () => undefined }, close: async () => {} });
    const pause = () => Promise.reject(new Error('tried again'));
    await expect(saveObject(requestFor(makeWorld(), { connect, pause }))).rejects.toThrow(error);
  });
});
