import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EpochLog } from '@kubecast/media/epoch-log';
import { createLogger } from '@kubecast/media/logger';
import { StoreUnreachableError } from '@kubecast/media/object-store-error';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PackagedEvent } from './packager/packaged-event.ts';
import { SessionService } from './session-service.ts';
import { createMetrics } from './state/metrics.ts';
import { quietConfig as config } from './testing/quiet-config.ts';

const sessionId = '20260102-030405-abcd';
const stream = { namespace: 'live', stream: 'test' };
const renditions = ['720p', '360p'];
const source = { videoCodec: 'h264', width: 1280, height: 720, frameRate: 30 };
const format = {
  frameRate: { numerator: 30, denominator: 1 },
  renditions: renditions.map((name) => ({
    name,
    width: 1280,
    height: 720,
    videoBitrateKbps: 1000,
    audioBitrateKbps: 64,
  })),
};

describe('SessionService', () => {
  let directory: string;
  let store: MemoryStore;
  const services: SessionService[] = [];

  /** What an agent begins with, over the same directories as the one before it. */
  const newService = (): SessionService => {
    const context = { store, stream, segmentSeconds: 2, dvrWindowSeconds: 60 };
    const log = new EpochLog(store, stream);
    const service = new SessionService({
      config,
      podUid: 'pod-1',
      directories: { window: join(directory, 'window'), spool: join(directory, 'spool') },
      storage: { store, log, context, reader: { log, store, stream, liveStreamUid: 'uid-1', segmentSeconds: 2 } },
      metrics: createMetrics(() => ({ spoolBytes: 0, queuedFiles: 0, lagSeconds: 0, windowBytes: 0 })),
      logger: createLogger('test', 'silent'),
      onChange: () => undefined,
      disconnectEncoder: () => undefined,
    });
    services.push(service);
    return service;
  };
  const startMedia = (service: SessionService): ((event: PackagedEvent) => void) => {
    service.dispatch({ kind: 'mediaStarted', atMs: Date.now(), newSessionId: sessionId, source, format });
    return service.takeBegun()?.emit ?? expect.unreachable('no epoch was begun');
  };
  /** One part of the first segment on every rendition, under the numbers of an epoch that began the stream. */
  const addPart = (emit: (event: PackagedEvent) => void, part: number): void => {
    const numbers = { epoch: 1, sequence: 0, part, startUnixMs: Date.now() + part * 200, durationMs: 200 };
    for (const rendition of renditions) {
      emit({ kind: 'part', rendition, ...numbers, independent: part === 0, bytes: Buffer.from('part') });
    }
  };
  const partsOnDisk = (): readonly string[] =>
    readdirSync(join(directory, 'window'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.startsWith(`parts/${sessionId}/`),
    );
  const waiting = (service: SessionService): readonly string[] =>
    service.publisher.waitingFiles.map(({ rendition, fileName }) => `${rendition}/${fileName.slice(0, 17)}`).sort();

  /** The store is away: numbers stay provisional. */
  const cutOff = (): void => {
    store.onRequest = () => {
      throw new StoreUnreachableError('away');
    };
  };
  /** Memory that takes nothing more of the state. */
  const blockState = (): string | undefined =>
    mkdirSync(join(directory, 'window', 'state.json.incomplete'), { recursive: true });
  /** Leaves two parts of an open segment behind, as an agent that is killed. */
  const leaveParts = async (begin = (service: SessionService): unknown => service.begin()): Promise<void> => {
    const killed = newService();
    await begin(killed);
    const emit = startMedia(killed);
    for (const part of [0, 1]) addPart(emit, part);
    killed.close();
  };

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'service-'));
    for (const name of ['window', 'spool']) mkdirSync(join(directory, name));
    store = new MemoryStore();
  });

  afterEach(async () => {
    for (const service of services.splice(0)) {
      service.close();
      const { publisher } = service;
      // A write under way would make the directory again.
      for (const file of publisher.waitingFiles) {
        await vi.waitFor(async () => expect(await publisher.readWaiting(file)).toBeDefined(), { timeout: 20_000 });
      }
    }
    rmSync(directory, { recursive: true, force: true });
  });

  it('closes the segment that a killed process left open, and forgets its parts', async () => {
    await leaveParts();
    cutOff();
    const service = newService();
    await service.begin();
    expect(waiting(service)).toEqual(['360p/000001-0000000000', '720p/000001-0000000000']);
    expect(service.files.files).toHaveLength(2);
    expect(service.state).toMatchObject({ phase: 'Reconnecting', counters: { lastEpoch: 1, nextSequence: 1 } });
    expect(partsOnDisk()).toEqual([]);
  });

  it('begins when memory takes no more, with what it recovered in the spool', async () => {
    await leaveParts();
    cutOff();
    const service = newService();
    vi.spyOn(service.files, 'write').mockImplementation(() => {
      throw new Error('ENOSPC: no space left on device');
    });
    blockState();
    await service.begin();
    expect(waiting(service)).toEqual(['360p/000001-0000000000', '720p/000001-0000000000']);
    expect(service.windows.current?.mediaPlaylist('720p')).toContain('/000001-0000000000-');
    expect(partsOnDisk()).toEqual([]);
  });

  it('takes the number of a recovered segment before the log answers', async () => {
    cutOff();
    const beginAndLeave = (service: SessionService): void => void service.begin();
    await leaveParts(beginAndLeave);
    const killed = newService();
    beginAndLeave(killed);
    killed.close();
    const service = newService();
    beginAndLeave(service);
    expect(service.state).toMatchObject({ known: false, counters: { nextSequence: 1 } });
    expect(service.windows.current?.mediaPlaylist('720p')).toContain('/000001-0000000000-');
  });

  it('keeps the open segment of a process that is killed after its numbers have moved', async () => {
    await new EpochLog(store, stream).claim(1, {
      session: '20260101-000000-aaaa',
      liveStreamUid: 'uid-1',
      podUid: 'pod-0',
      recording: true,
      firstSequence: 50,
      claimedAt: '2026-01-01T00:00:00.000Z',
      end: true,
    });
    const answer = Promise.withResolvers<void>();
    store.onRequest = () => answer.promise;
    const killed = newService();
    const begun = killed.begin();
    const emit = startMedia(killed);
    addPart(emit, 0);
    answer.resolve();
    await begun;
    expect(killed.state.known).toBe(true);
    addPart(emit, 1);
    killed.close();
    cutOff();
    const service = newService();
    await service.begin();
    expect(waiting(service)).toEqual(['360p/000002-0000000050', '720p/000002-0000000050']);
    expect((await service.readFile(service.files.files[0] ?? expect.unreachable()))?.toString()).toBe('partpart');
  });

  it('serves on when memory cannot keep its state', async () => {
    const service = newService();
    await service.begin();
    blockState();
    startMedia(service);
    expect(service.state.phase).toBe('Live');
  });
});
