import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@kubecast/media/logger';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FlowRecord } from './flow.ts';
import { KeptFlows } from './kept-flows.ts';

const logger = createLogger('gateway', 'silent');
const record: FlowRecord = {
  stream: 'live/main',
  caller: { address: '::ffff:192.0.2.1', port: 4000 },
  callerSocketId: 0xffff_ffff,
  pod: { uid: '0c5d2f4e-6f0b-4c43-9d0c-4a1f6f0f7a11', host: '10.0.0.1', port: 8890 },
  podSocketId: 1,
  upstreamPort: 50_000,
};

/** A quarter of the volume for the most flows that may be, as the old and the new file lie in it and the streams besides. */
const bytesAFlow = (16 * 1024 * 1024) / 4 / 20_000;

describe('KeptFlows', () => {
  let directory: string;
  let kept: KeptFlows;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kubecast-flows-'));
    kept = new KeptFlows(directory, logger);
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('gives a later process the flows', async () => {
    const records = [record, { ...record, stream: 'live/other' }];
    kept.save(() => records);
    await kept.settled();
    expect(await new KeptFlows(directory, logger).load()).toEqual(records);
  });

  it('keeps so few bytes a flow that the most flows there may be have room', async () => {
    kept.save(() => Array.from({ length: 1_000 }, () => record));
    await kept.settled();
    const text = await readFile(join(directory, 'flows.json'), 'utf8');
    expect(text.length / 1_000).toBeLessThan(bytesAFlow);
  });

  it.each([
    ['absent', undefined],
    ['of another format', '{"version":1,"value":[]}'],
    ['not right', '{"version":2,"value":[["live/main","nowhere",4000,1,"uid","10.0.0.1",8890,1,50000]]}'],
  ])('begins with nothing when the file is %s', async (_, content) => {
    if (content !== undefined) await writeFile(join(directory, 'flows.json'), content);
    expect(await kept.load()).toEqual([]);
  });
});
