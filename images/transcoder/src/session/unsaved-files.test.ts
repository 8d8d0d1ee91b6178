import { describe, expect, it } from 'vitest';
import { unsavedFiles } from './unsaved-files.ts';

const session = '20260102-030405-abcd';
const file = (fileName: string, of = session) => ({ session: of, rendition: '720p', fileName });
const init = file('000001-init.mp4');
const [first, second, third] = [5, 6, 7].map((sequence) => file(`000001-000000000${sequence}-0000001000000-02000.m4s`));
const listed = { epoch: 1, sequence: 5, startUnixMs: 1_000_000, durationMs: 2000 };

describe('unsavedFiles', () => {
  it('are those that neither the bucket nor the spool has', () => {
    if (!first || !second || !third) throw new Error('three segments');
    const other = file(third.fileName, '20260101-030405-abcd');
    const listing = new Map([['720p', { segments: [listed], inits: new Set([1]), modifiedMs: 0 }]]);
    const unsaved = unsavedFiles({
      session,
      inMemory: [init, first, second, third, other],
      waiting: [second],
      listing,
    });
    expect(unsaved).toEqual([third]);
  });

  it('are all when nothing is known of the bucket', () => {
    expect(unsavedFiles({ session, inMemory: [init], waiting: [], listing: new Map() })).toEqual([init]);
  });
});
