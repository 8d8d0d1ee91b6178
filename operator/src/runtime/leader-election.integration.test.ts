import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KubernetesClient } from './client.ts';
import { openAccess } from './cluster-access.ts';
import { leases } from './core-kinds.ts';
import { LeaderElection, type LeaderElectionTiming, LeadershipLostError } from './leader-election.ts';
import { type FaultProxy, startFaultProxy } from './testing/fault-proxy.ts';
import { createTestClient, testClusterAccess } from './testing/test-cluster.ts';
import { useTestNamespace } from './testing/use-test-namespace.ts';
import { waitFor } from './testing/wait-for.ts';

const quick: LeaderElectionTiming = { leaseDurationMs: 2_000, renewDeadlineMs: 1_000, renewMs: 200, retryMs: 100 };

const bed = useTestNamespace('election');
let proxy: FaultProxy;
let proxied: KubernetesClient;
/** Who began and ended to lead, in order, with the moment. */
let history: { readonly what: string; readonly atMs: number }[];
let candidates: { readonly stop: AbortController; readonly ended: Promise<unknown> }[];

beforeEach(async () => {
  proxy = await startFaultProxy(testClusterAccess());
  proxied = createTestClient(openAccess(proxy.url));
  history = [];
  candidates = [];
});

afterEach(async () => {
  for (const { stop } of candidates) stop.abort();
  await Promise.all(candidates.map(({ ended }) => ended));
  await proxied.close();
  await proxy.close();
});

interface CandidateOptions {
  readonly name: string;
  readonly identity: string;
  readonly through?: KubernetesClient;
  readonly timing?: LeaderElectionTiming;
  /** How long its work takes to drain. */
  readonly drainMs?: number;
}

const tell = (what: string): void => void history.push({ what, atMs: performance.now() });
const told = (what: string) => history.find((entry) => entry.what === what);
const untilTold = (what: string) => waitFor(what, () => told(what));

/** Resolves when the signal aborts. */
const aborted = (signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));

/** A candidate that leads until it is told to stop. */
const startCandidate = ({ name, identity, through = bed.client, timing, drainMs = 0 }: CandidateOptions) => {
  const stop = new AbortController();
  const election = new LeaderElection({
    client: through,
    namespace: bed.namespace,
    name,
    identity,
    log: pino({ level: 'silent' }),
    ...(timing === undefined ? {} : { timing }),
  });
  let reason: unknown;
  const ended = election.lead(stop.signal, async (leading) => {
    tell(`${identity} leads`);
    await aborted(leading);
    reason = leading.reason;
    tell(`${identity} stops`);
    await new Promise((resolve) => setTimeout(resolve, drainMs));
    tell(`${identity} drained`);
  });
  candidates.push({ stop, ended });
  return { stop, ended, reason: () => reason };
};

const readHolder = async (name: string): Promise<string | undefined> =>
  (await bed.client.get(leases, { namespace: bed.namespace, name })).spec?.holderIdentity;

/** When the lease was last renewed, in Unix milliseconds. */
const readRenewal = async (name: string): Promise<number> =>
  Date.parse((await bed.client.get(leases, { namespace: bed.namespace, name })).spec?.renewTime ?? '');

describe('LeaderElection', () => {
  it('hands over within two seconds when the leader ends, and not before its work has drained', async () => {
    const a = startCandidate({ name: 'hand-over', identity: 'a', drainMs: 300 });
    await untilTold('a leads');
    const b = startCandidate({ name: 'hand-over', identity: 'b' });
    a.stop.abort();
    expect(await a.ended).toBe('released');
    const releasedMs = performance.now();
    const { atMs } = await untilTold('b leads');
    expect(history.map(({ what }) => what)).toEqual(['a leads', 'a stops', 'a drained', 'b leads']);
    expect(atMs - releasedMs).toBeLessThan(2_000);
    b.stop.abort();
    expect(await b.ended).toBe('released');
    expect(await readHolder('hand-over')).toBeUndefined();
  });

  it('keeps the lease while its work goes on', async () => {
    const a = startCandidate({ name: 'kept', identity: 'a', timing: quick });
    await untilTold('a leads');
    startCandidate({ name: 'kept', identity: 'b', timing: quick });
    const renewedBefore = await readRenewal('kept');
    await waitFor('renewals', async () => (await readRenewal('kept')) > renewedBefore + 1.5 * quick.leaseDurationMs);
    expect(history.map(({ what }) => what)).toEqual(['a leads']);
    a.stop.abort();
    await untilTold('b leads');
  });

  it('stops before another leads when it cannot renew', async () => {
    const a = startCandidate({ name: 'cut-off', identity: 'a', through: proxied, timing: quick });
    await untilTold('a leads');
    startCandidate({ name: 'cut-off', identity: 'b', timing: quick });
    const awayMs = performance.now();
    proxy.setAway(true);
    expect(await a.ended).toBe('lost');
    expect(a.reason()).toBeInstanceOf(LeadershipLostError);
    const stopped = await untilTold('a stops');
    const leads = await untilTold('b leads');
    expect(stopped.atMs - awayMs).toBeLessThan(quick.renewDeadlineMs + 300);
    expect(leads.atMs).toBeGreaterThan(stopped.atMs);
    expect(leads.atMs - awayMs).toBeLessThan(quick.leaseDurationMs + 500);
  });

  it('goes on leading when renewals fail for less than the deadline', async () => {
    // Room enough for a slow API server besides the faults.
    const timing = { ...quick, leaseDurationMs: 10_000, renewDeadlineMs: 8_000 };
    const a = startCandidate({ name: 'hiccup', identity: 'a', through: proxied, timing });
    await untilTold('a leads');
    const isRenewal = ({ method }: { method: string }): boolean => method === 'PUT';
    proxy.inject({ matches: isRenewal, effect: { type: 'break', when: 'after' } });
    proxy.inject({ matches: isRenewal, effect: { type: 'answer', status: 500 } });
    await waitFor('renewals', () => proxy.requests.filter(isRenewal).length >= 6);
    expect(history.map(({ what }) => what)).toEqual(['a leads']);
    a.stop.abort();
    expect(await a.ended).toBe('released');
  });

  it('stops at once when another holds the lease', async () => {
    const a = startCandidate({ name: 'taken', identity: 'a', timing: quick });
    await untilTold('a leads');
    const patch = { spec: { holderIdentity: 'usurper' } };
    await bed.client.mergePatch(leases, { namespace: bed.namespace, name: 'taken' }, { patch });
    expect(await a.ended).toBe('lost');
    expect(await readHolder('taken')).toBe('usurper');
  });

  it('leads again at once when its own predecessor crashed', async () => {
    const crashed = startCandidate({ name: 'crashed', identity: 'pod-1', through: proxied });
    await untilTold('pod-1 leads');
    proxy.setAway(true);
    history = [];
    const startMs = performance.now();
    startCandidate({ name: 'crashed', identity: 'pod-1' });
    const { atMs } = await untilTold('pod-1 leads');
    expect(atMs - startMs).toBeLessThan(1_000);
    crashed.stop.abort();
    await crashed.ended;
  });

  it('never leads when it is told to end before its turn', async () => {
    startCandidate({ name: 'never', identity: 'a' });
    await untilTold('a leads');
    const b = startCandidate({ name: 'never', identity: 'b', through: proxied });
    await waitFor('its first look', () => proxy.requests.length > 0);
    b.stop.abort();
    expect(await b.ended).toBe('never');
  });

  it('rejects with what its work rejects with, and releases the lease', async () => {
    const options = {
      client: bed.client,
      namespace: bed.namespace,
      name: 'failed',
      identity: 'a',
      log: pino({ level: 'silent' }),
    };
    const failing = new LeaderElection(options).lead(new AbortController().signal, async () => {
      throw new Error('The work failed');
    });
    await expect(failing).rejects.toThrow('The work failed');
    expect(await readHolder('failed')).toBeUndefined();
  });
});
