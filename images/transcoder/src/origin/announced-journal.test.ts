import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AnnouncedJournal } from './announced-journal.ts';

const session = '20260102-030405-abcd';
const segment = (sequence: number) => ({ epoch: 1, sequence, startUnixMs: sequence * 2000, durationMs: 2000 });

describe('AnnouncedJournal', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'journal-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('tells the next process what was announced, but for a line that was cut short', () => {
    const journal = new AnnouncedJournal(directory, 10);
    for (const sequence of [0, 1]) journal.append(session, '720p', segment(sequence));
    appendFileSync(join(directory, session, '720p.txt'), '000001-00000');
    const again = new AnnouncedJournal(directory, 10);
    expect([again.read(session, '720p'), again.read(session, '360p')]).toEqual([[segment(0), segment(1)], []]);
  });

  it('keeps the last segments when many have been announced', () => {
    const journal = new AnnouncedJournal(directory, 3);
    for (let sequence = 0; sequence < 6; sequence += 1) journal.append(session, '720p', segment(sequence));
    expect(journal.read(session, '720p')).toEqual([segment(3), segment(4), segment(5)]);
  });

  it('forgets other sessions', () => {
    const journal = new AnnouncedJournal(directory, 3);
    journal.replace('20250102-030405-abcd', '720p', [segment(0)]);
    journal.replace(session, '720p', [segment(7)]);
    journal.retain(session);
    expect([readdirSync(directory), journal.read(session, '720p')]).toEqual([[session], [segment(7)]]);
  });
});
