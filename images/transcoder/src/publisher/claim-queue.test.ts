import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
  const faults: string[] = [];

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
      onFault: (consequence, path) => faults.push(`${consequence}: ${path.slice(directory.length + 1)}`),
    });

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'claims-'));
    claimed.length = 0;
    faults.length = 0;
  });

  afterEach(() => rmSync(directory, { recursive: true, force: true }));

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
    const lost = ['Losing a claim that cannot be read: 000003.json'];
    expect([claimed, faults, readdirSync(directory)]).toEqual([[2], lost, []]);
  });

  it('claims all the same when the disk takes nothing', async () => {
    const queue = open();
    rmSync(directory, { recursive: true });
    queue.add(claimOf(2));
    queue.start();
    await queue.idle();
    expect([claimed, faults]).toEqual([[2], ['Keeping a claim in memory alone: 000002.json']]);
  });

  it('goes on when a settled claim cannot be removed', async () => {
    const queue = open();
    queue.add(claimOf(2));
    rmSync(join(directory, '000002.json'));
    mkdirSync(join(directory, '000002.json'));
    queue.add(claimOf(3));
    queue.start();
    await queue.idle();
    expect([claimed, faults]).toEqual([[2, 3], ['Leaving a settled claim on the disk: 000002.json']]);
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
