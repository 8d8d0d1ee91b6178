import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initName, segmentName } from '@kubecast/media/keys';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renumberedFile } from './renumbered-file.ts';
import { WindowFiles } from './window-files.ts';

const session = '20260102-030405-abcd';
const rendition = '720p';
const init = (epoch: number, of = session) => ({ session: of, rendition, fileName: initName(epoch) });
const segment = (sequence: number, of = session) => ({
  session: of,
  rendition,
  fileName: segmentName({ epoch: 1, sequence, startUnixMs: 1000, durationMs: 2000 }),
});
const bytes = (length: number) => [Buffer.alloc(length - 1), Buffer.from('x')];

describe('WindowFiles', () => {
  let directory: string;
  const open = (limits = { maxAgeMs: 60_000, maxBytes: 1000 }) => new WindowFiles(directory, limits);

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'window-'));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  it('reads what was written, whole', async () => {
    const files = open();
    files.write(segment(1), bytes(10), 0);
    expect((await files.read(segment(1)))?.length).toBe(10);
    expect(await files.read(segment(2))).toBeUndefined();
  });

  it('finds its files again in a new process', async () => {
    open().write(segment(1), bytes(10), 0);
    const again = open();
    expect(again.files).toMatchObject([segment(1)]);
    expect((await again.read(segment(1)))?.length).toBe(10);
  });

  it('clears away what a killed process had begun to write', () => {
    open().write(segment(1), bytes(10), 0);
    const path = join(directory, session, rendition, `${segment(2).fileName}.incomplete`);
    writeFileSync(path, 'half');
    expect(open().files).toMatchObject([segment(1)]);
    expect(existsSync(path)).toBe(false);
  });

  it('clears away what a machine that lost its power left empty', () => {
    open().write(segment(1), bytes(10), 0);
    writeFileSync(join(directory, session, rendition, segment(2).fileName), '');
    expect(open().files).toMatchObject([segment(1)]);
  });

  it('drops segments that are too old, counted from the newest', () => {
    const files = open();
    files.write(init(1), bytes(10), 0);
    files.write(segment(1), bytes(10), 0);
    files.write(segment(2), bytes(10), 50_000);
    files.write(segment(3), bytes(10), 61_000);
    expect(files.files).toMatchObject([init(1), segment(2), segment(3)]);
  });

  it('drops the oldest when it holds too much', () => {
    const files = open();
    for (const sequence of [1, 2, 3]) files.write(segment(sequence), bytes(400), sequence);
    expect(files.files).toMatchObject([segment(2), segment(3)]);
    expect(files.bytes).toBe(800);
    expect(readdirSync(join(directory, session, rendition))).toHaveLength(2);
  });

  it('drops the inits of an older session', () => {
    const files = open();
    const later = '20260102-040000-abcd';
    files.write(init(1), bytes(10), 0);
    files.write(init(2, later), bytes(10), 100_000);
    files.write(segment(1, later), bytes(10), 200_000);
    expect(files.files).toMatchObject([init(2, later), segment(1, later)]);
  });

  it('moves provisional numbers, also onto names that were taken', async () => {
    const files = open();
    for (const epoch of [1, 2]) files.write(init(epoch), [Buffer.from(String(epoch))], 0);
    files.write(segment(0), bytes(10), 0);
    files.renameAll((file) => renumberedFile(file, 1, 50));
    expect(String(await files.read(init(2)))).toBe('1');
    expect(String(await files.read(init(3)))).toBe('2');
    expect(files.files.map(({ fileName }) => fileName)).toEqual([
      '000002-init.mp4',
      '000003-init.mp4',
      '000002-0000000050-0000000001000-02000.m4s',
    ]);
  });
});
