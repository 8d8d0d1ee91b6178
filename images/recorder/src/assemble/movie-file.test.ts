import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBoxes } from '@kubecast/media/boxes';
import { afterEach, describe, expect, it } from 'vitest';
import type { MovieTrack } from './movie-boxes.ts';
import { IndexRoomError, MovieFile } from './movie-file.ts';
import { TrackTable } from './track-table.ts';

const path = join(tmpdir(), `movie-file-${process.pid}.mp4`);

afterEach(() => rm(path, { force: true }));

const trackOf = (table: TrackTable): MovieTrack => ({
  kind: 'audio',
  id: 1,
  timescale: 48_000,
  description: Buffer.alloc(0),
  width: 0,
  height: 0,
  table,
});

/** Two chunks of three samples. Returns what `finish` does. */
const write = async (file: MovieFile): Promise<number> => {
  const table = new TrackTable();
  for (const byte of [1, 2]) {
    for (let sample = 0; sample < 3; sample += 1) table.add(10, 1024, false);
    table.addChunk(file.add([Buffer.alloc(20, byte), Buffer.alloc(10, byte)]), 3);
  }
  try {
    return await file.finish([trackOf(table)]);
  } finally {
    await file.close();
  }
};

describe('MovieFile', () => {
  it('puts the index before the samples and fills what is left', async () => {
    const size = await write(await MovieFile.create(path, 2000));
    const bytes = await readFile(path);
    const boxes = readBoxes(bytes, 0, bytes.length);
    expect(bytes.length).toBe(size);
    expect(boxes.map(({ type }) => type)).toEqual(['ftyp', 'moov', 'free', 'mdat']);
    expect(bytes.subarray(boxes[3]?.body)).toEqual(Buffer.concat([Buffer.alloc(30, 1), Buffer.alloc(30, 2)]));
  });

  it('tells how much room the index needs when it has too little', async () => {
    const error = await write(await MovieFile.create(path, 10)).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(IndexRoomError);
    const { neededBytes } = error as IndexRoomError;
    await expect(write(await MovieFile.create(path, neededBytes - 1))).rejects.toThrow(IndexRoomError);
    expect(await write(await MovieFile.create(path, neededBytes))).toBeGreaterThan(neededBytes);
  });

  it('says so when the disk is full', async () => {
    await expect(write(await MovieFile.create('/dev/full', 2000))).rejects.toMatchObject({ code: 'ENOSPC' });
  });
});
