import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Claim, ClaimQueue } from './claim-queue.ts';

const claimOf = (epoch: number, end = false): Claim => ({
  epoch,
  record: {
    session: '20260102-030405-abcd',
    liveStreamUid: 'stream',
    podUid: 'pod',
    recording: true,
    firstSequence: epoch * 10,
    claimedAt: '2026-01-02T03:04:05.000Z',
    end,
  },
});

describe('ClaimQueue', () => {
  let directory: string;
  const claimed: number[] = [];
  const unreadable: string[] = [];

  const open = (): ClaimQueue =>
    new ClaimQueue({
      directory,
      claim: async ({ epoch }) => {
        claimed.push(epoch);
        return { kind: 'won' };
      },
      drained: async () => {},
      ended: async () => {},
      onLost: () => {},
      onUnreadable: (path) => unreadable.push(path.slice(directory.length + 1)),
    });

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'claims-'));
    claimed.length = 0;
    unreadable.length = 0;
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  it('claims in the order of the numbers, what an earlier process left first, and forgets what is settled', async () => {
    open().add(claimOf(2));
    const again = open();
    again.add(claimOf(3, true));
    again.start();
    await again.idle();
    expect([claimed, readdirSync(directory)]).toEqual([[2, 3], []]);
  });

  it('begins without a claim that lost power left empty', async () => {
    open().add(claimOf(2));
    writeFileSync(join(directory, '000003.json'), '');
    const again = open();
    again.start();
    await again.idle();
    expect([claimed, unreadable, readdirSync(directory)]).toEqual([[2], ['000003.json'], []]);
  });

  it('keeps everything under moved numbers when it renumbers', async () => {
    const queue = open();
    queue.add(claimOf(1));
    queue.add(claimOf(2, true));
    queue.renumber(5, 100);
    expect(readdirSync(directory)).toEqual(['000006.json', '000007.json']);
    queue.start();
    await queue.idle();
    expect(claimed).toEqual([6, 7]);
  });
});
