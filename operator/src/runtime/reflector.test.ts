import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from './api-error.ts';
import type { ListWatcher, WatchEvent, WatchOptions } from './client.ts';
import { pods } from './core-kinds.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import { Reflector } from './reflector.ts';
import type { ReflectorMetrics } from './reflector-metrics.ts';
import { defaultReflectorTiming } from './reflector-timing.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const apiError = (status: number, retryAfterSeconds?: number): ApiError =>
  new ApiError({ attempt: 'watch pods', status, reason: '', serverMessage: 'no', retryAfterSeconds });

const bookmark = (resourceVersion: string): WatchEvent<KubernetesObject> => ({ type: 'BOOKMARK', resourceVersion });

const pod = (version: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', namespace: 'live', resourceVersion: version },
});

/** One thing that a list or a watch does: fail, or (a watch) say these events and then stay open. */
type Act = Error | readonly WatchEvent<KubernetesObject>[] | 'end';

const never = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

/** A reflector on a scripted server; what it did is written down with its time in milliseconds. */
const runReflector = (script: { lists?: readonly Error[]; watches: readonly Act[] }) => {
  const log: string[] = [];
  const startMs = Date.now();
  const note = (what: string): void => void log.push(`${Date.now() - startMs} ${what}`);
  const lists = [...(script.lists ?? [])];
  const watches = [...script.watches];
  async function* watch(options: WatchOptions) {
    note(`watch from ${options.resourceVersion}`);
    const act = watches.shift() ?? [];
    if (act instanceof Error) throw act;
    if (act === 'end') return;
    yield* act;
    await never(options.signal);
  }
  const client: ListWatcher = {
    list: async () => {
      note('list');
      const failure = lists.shift();
      if (failure) throw failure;
      return { items: [], resourceVersion: '100' };
    },
    watch: (kind, options) => mapEvents(watch(options), kind.parse),
  };
  const failures: string[] = [];
  const metrics: ReflectorMetrics = {
    observeList: () => {},
    observeWatch: () => {},
    observeEvent: (resource, type) => note(`${resource} ${type}`),
    observeFailure: (_, phase, reason) => failures.push(`${phase} ${reason}`),
  };
  const sink = { replace: () => {}, apply: () => {} };
  const logger = pino({ level: 'silent' });
  const options = { client, kind: pods, selection: {}, sink, logger, metrics, timing: defaultReflectorTiming };
  const stop = new AbortController();
  const reflector = new Reflector(options);
  return { log, failures, stop, reflector, done: reflector.run(stop.signal) };
};

async function* mapEvents<T>(events: AsyncIterable<WatchEvent<KubernetesObject>>, parse: (value: unknown) => T) {
  for await (const event of events) {
    yield event.type === 'BOOKMARK' ? event : { type: event.type, object: parse(event.object) };
  }
}

const play = async (script: Parameters<typeof runReflector>[0], forMs: number) => {
  const run = runReflector(script);
  await vi.advanceTimersByTimeAsync(forMs);
  run.stop.abort();
  await run.done;
  return run;
};

describe('Reflector', () => {
  it('resumes from the last event or bookmark', async () => {
    const event = { type: 'MODIFIED', object: pod('105') } as const;
    const { log } = await play({ watches: [[event, bookmark('110')]] }, 150_300);
    expect(log).toEqual(['0 list', '0 watch from 100', '0 pods MODIFIED', '150250 watch from 110']);
  });

  it('waits longer after each failure, up to the cap, and lists no more than needed', async () => {
    const watches = Array.from({ length: 9 }, () => apiError(500));
    const { log } = await play({ watches }, 60_000);
    const times = log.slice(1).map((line) => Number.parseInt(line, 10));
    expect(times).toEqual([0, 250, 750, 1750, 3750, 7750, 15_750, 30_750, 45_750]);
    expect(log.filter((line) => line.endsWith('list'))).toHaveLength(1);
  });

  it('waits as long as the server asks, and a little', async () => {
    const { log } = await play({ watches: [], lists: [apiError(429, 40)] }, 41_000);
    expect(log).toEqual(['0 list', '40250 list', '40250 watch from 100']);
  });

  it('lists again at once when its position has expired, but not again and again', async () => {
    const { log } = await play({ watches: [apiError(410), apiError(410)] }, 1000);
    expect(log).toEqual(['0 list', '0 watch from 100', '0 list', '0 watch from 100', '500 list', '500 watch from 100']);
  });

  it('takes a watch that ends at once for a failure', async () => {
    const { log, failures } = await play({ watches: ['end', 'end'] }, 800);
    expect(log).toEqual(['0 list', '0 watch from 100', '250 watch from 100', '750 watch from 100']);
    expect(failures).toEqual(['watch Error', 'watch Error']);
  });

  it('starts counting failures anew when something was heard', async () => {
    const { log } = await play({ watches: [apiError(500), [bookmark('101')], apiError(500)] }, 151_000);
    expect(log.map((line) => Number.parseInt(line, 10))).toEqual([0, 0, 250, 150_500, 151_000]);
  });

  it('knows when it last heard of the server', async () => {
    const { reflector } = await play({ watches: [[bookmark('101')]] }, 10);
    expect(reflector.lastActivityMs).toBeDefined();
    const { reflector: unheard } = await play({ watches: [], lists: [apiError(500)] }, 10);
    expect(unheard.lastActivityMs).toBeUndefined();
  });
});
