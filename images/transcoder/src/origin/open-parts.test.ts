import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PartEvent } from '../packager/packaged-event.ts';
import { OpenParts } from './open-parts.ts';

const session = '20260102-030405-abcd';
const startUnixMs = 1_767_322_800_000;

const part = (number: number, { epoch = 1, sequence = 4, rendition = '720p' } = {}): PartEvent => ({
  kind: 'part',
  rendition,
  epoch,
  sequence,
  part: number,
  startUnixMs: startUnixMs + number * 200,
  durationMs: 200,
  independent: number === 0,
  bytes: Buffer.from(`${epoch}-${sequence}-${number}`),
});

describe('OpenParts', () => {
  let directory: string;
  const open = () => new OpenParts(join(directory, 'parts'));
  const folder = (rendition = '720p') => join(directory, 'parts', session, rendition);
  const numbersOf = (parts: OpenParts) =>
    parts.restore().map(({ rendition, epoch, sequence, part }) => `${rendition} ${epoch}-${sequence}-${part}`);

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'parts-'));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  it('finds a part again as it was written, with its bytes', () => {
    open().write(session, part(3));
    const [kept, ...others] = open().restore();
    expect([kept, others]).toEqual([
      {
        session,
        rendition: '720p',
        epoch: 1,
        sequence: 4,
        part: 3,
        startUnixMs: startUnixMs + 600,
        durationMs: 200,
        path: join(folder(), `1-4-3-${startUnixMs + 600}-200`),
      },
      [],
    ]);
    expect(
      open()
        .read(kept ?? expect.unreachable())
        .toString(),
    ).toBe('1-4-3');
  });

  it('finds nothing where nothing was written', () => {
    expect(open().restore()).toEqual([]);
  });

  it('gives parts in the order of their numbers, not of their names', () => {
    const parts = open();
    for (const number of [0, 1, 2, 9, 10, 11]) parts.write(session, part(number, { sequence: 9 }));
    parts.write(session, part(0, { sequence: 10 }));
    parts.write(session, part(0, { epoch: 2, sequence: 8 }));
    expect(numbersOf(open())).toEqual(
      ['1-9-0', '1-9-1', '1-9-2', '1-9-9', '1-9-10', '1-9-11', '1-10-0', '2-8-0'].map((name) => `720p ${name}`),
    );
  });

  it('leaves out what a killed process had begun to write, and what is no part', () => {
    open().write(session, part(0));
    const strangers = [`1-4-1-${startUnixMs}-200.incomplete`, '1-4-1', 'part'];
    for (const name of strangers) writeFileSync(join(folder(), name), 'half');
    expect(numbersOf(open())).toEqual(['720p 1-4-0']);
  });

  it('forgets the parts of a rendition whose segment is closed', () => {
    const parts = open();
    for (const rendition of ['720p', '360p']) parts.write(session, part(0, { rendition }));
    parts.close('720p');
    expect(numbersOf(open())).toEqual(['360p 1-4-0']);
  });

  it('forgets everything, and can be written again', () => {
    const parts = open();
    parts.write(session, part(0));
    parts.clear();
    expect(existsSync(folder())).toBe(false);
    parts.write(session, part(1));
    expect(numbersOf(open())).toEqual(['720p 1-4-1']);
  });

  it('moves provisional numbers, also onto names that were taken, and closes what it moved', () => {
    const parts = open();
    for (const sequence of [0, 1]) {
      for (const rendition of ['720p', '360p']) parts.write(session, part(0, { sequence, rendition }));
    }
    parts.renumber(0, 1);
    expect(numbersOf(open())).toEqual(['360p 1-1-0', '360p 1-2-0', '720p 1-1-0', '720p 1-2-0']);
    expect(
      open()
        .restore()
        .map((kept) => parts.read(kept).toString()),
    ).toEqual(['1-0-0', '1-1-0', '1-0-0', '1-1-0']);
    parts.close('720p');
    expect([readdirSync(folder('360p')).length, readdirSync(folder()).length]).toEqual([2, 0]);
  });
});
