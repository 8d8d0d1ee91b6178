import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@kubecast/media/logger';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FlowRecord } from './flow.ts';
import { type KeptFlows, keepFlows } from './kept-flows.ts';

const logger = createLogger('gateway', 'silent');
const record: FlowRecord = {
  stream: 'live/main',
  caller: { address: '::ffff:192.0.2.1', port: 4000 },
  callerSocketId: 0xffff_ffff,
  pod: { uid: 'pod-uid', host: '10.0.0.1', port: 8890 },
  podSocketId: 1,
  upstreamPort: 50_000,
};

describe('keepFlows', () => {
  let directory: string;
  let kept: KeptFlows;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kubecast-flows-'));
    kept = keepFlows(directory, logger);
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('gives a later life what the last save said', async () => {
    kept.save([]);
    kept.save([record, { ...record, stream: 'live/other' }]);
    kept.save([record]);
    await kept.settled();
    expect(await keepFlows(directory, logger).load()).toEqual([record]);
    expect(await readdir(directory)).toEqual(['flows.json']);
  });

  it('makes its directory', async () => {
    const deeper = keepFlows(join(directory, 'deeper'), logger);
    deeper.save([record]);
    await deeper.settled();
    expect(await deeper.load()).toEqual([record]);
  });

  it.each([
    ['absent', undefined],
    ['cut off', '{"version":1,"value":[{'],
    ['of another format', '{"version":2,"value":[]}'],
    ['not right', '{"version":1,"value":[{"stream":"live/main"}]}'],
  ])('begins with nothing when the file is %s', async (_, content) => {
    if (content !== undefined) await writeFile(join(directory, 'flows.json'), content);
    expect(await kept.load()).toBeUndefined();
  });
});
