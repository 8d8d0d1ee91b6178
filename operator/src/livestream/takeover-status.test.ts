/** Stories of a session that loses its pod, told as the statuses and events that follow each other. */
import type { LiveStreamStatus } from '@kubecast/crds/livestream';
import { findCondition, parseConditions } from '@kubecast/runtime/condition';
import { describe, expect, it } from 'vitest';
import type { LiveStreamDependencies } from './live-stream-dependencies.ts';
import { noticesFor } from './notices.ts';
import { observeSessionEnd } from './observe-session-end.ts';
import { type ObservedPod, servingPod } from './pod-action.ts';
import type { SessionEnd } from './session-ends.ts';
import { deriveStatus } from './status.ts';
import { liveStreamFixture, settingsFixture } from './testing/live-stream-fixture.ts';
import { knownFeed, observedPod, readyStatus, sessionFixture, unschedulableStatus } from './testing/pod-fixture.ts';
import { scopeFixture } from './testing/scope-fixture.ts';

interface Scene {
  readonly what: string;
  readonly pods: readonly ObservedPod[];
  /** What the epoch log says of the session; `away`: the object store does not answer. */
  readonly log?: SessionEnd | 'away';
  readonly suspend?: boolean;
  /** Default: a second after the scene before. */
  readonly at?: string;
}

const pending = { status: 'pending' } as const;
const unavailable = { status: 'unavailable', reason: 'ECONNREFUSED' } as const;
const live = knownFeed(sessionFixture());
const reconnecting = knownFeed(sessionFixture({ phase: 'Reconnecting', since: '2026-11-22T18:10:01.000Z' }));
const liveAgain = knownFeed(sessionFixture({ epoch: 2, since: '2026-11-22T18:10:06.000Z' }));
const silentStatus = { ...readyStatus, conditions: [{ type: 'Ready', status: 'False' as const }] };

const first = (feed = live) => observedPod(feed);
const leaving = observedPod(live, readyStatus, { deletionTimestamp: '2026-11-22T18:10:31Z' });
const evicted = observedPod(unavailable, { phase: 'Failed', reason: 'Evicted' });
const second = { name: 'main-c5s8z', uid: 'pod-uid-2', creationTimestamp: '2026-11-22T18:10:00Z' };
const made = observedPod(pending, { phase: 'Pending' }, second);
const unscheduled = observedPod(pending, unschedulableStatus, second);
const started = observedPod(pending, silentStatus, second);
const listening = (feed = reconnecting) => observedPod(feed, readyStatus, second);

const open: SessionEnd = { kind: 'open', graceEndsAt: new Date('2026-11-22T18:12:00.000Z') };
const ended: SessionEnd = { kind: 'ended', at: new Date('2026-11-22T18:12:00.000Z') };

const stories: readonly (readonly [string, readonly Scene[]])[] = [
  [
    'takeover-pod-deleted',
    [
      { what: 'live', pods: [first()] },
      { what: 'told to go', pods: [leaving] },
      { what: 'successor made', pods: [leaving, made] },
      { what: 'successor started', pods: [leaving, started] },
      { what: 'successor read the log', pods: [leaving, listening()] },
      { what: 'old pod gone', pods: [listening()] },
      { what: 'encoder back', pods: [listening(liveAgain)] },
    ],
  ],
  [
    'takeover-bucket-away',
    [
      { what: 'live', pods: [first()] },
      { what: 'pod gone', pods: [] },
      { what: 'successor knows nothing, nor does the operator', pods: [listening(knownFeed())], log: 'away' },
      { what: 'the operator reads the log first', pods: [listening(knownFeed())], log: open },
      { what: 'successor read the log', pods: [listening()] },
      { what: 'encoder back', pods: [listening(liveAgain)] },
    ],
  ],
  [
    'takeover-container-restarted',
    [
      { what: 'live', pods: [first()] },
      { what: 'the agent ends, superseded', pods: [first(knownFeed())], log: open },
      { what: 'it does not listen', pods: [observedPod(knownFeed(), silentStatus)], log: open },
      { what: 'it listens again', pods: [first(reconnecting)] },
      { what: 'encoder back', pods: [first(liveAgain)] },
    ],
  ],
  [
    'takeover-evicted-and-no-room',
    [
      { what: 'live', pods: [first()] },
      { what: 'evicted', pods: [evicted] },
      { what: 'no node takes the successor', pods: [unscheduled] },
      { what: 'the grace is not over', pods: [unscheduled], at: '2026-11-22T18:12:00Z' },
      { what: 'the grace is over, store away', pods: [unscheduled], at: '2026-11-22T18:12:35Z', log: 'away' },
      { what: 'the grace is over', pods: [unscheduled], at: '2026-11-22T18:12:40Z', log: open },
      { what: 'it starts', pods: [started], at: '2026-11-22T18:20:00Z' },
      { what: 'it has ended the session in the log', pods: [listening(knownFeed())], at: '2026-11-22T18:20:01Z' },
    ],
  ],
  [
    'takeover-suspended',
    [
      { what: 'live', pods: [first()] },
      { what: 'suspended', pods: [leaving], suspend: true },
      { what: 'pod gone, store away', pods: [], suspend: true, log: 'away' },
      { what: 'ended in the log', pods: [], suspend: true, log: ended },
      { what: 'back', pods: [listening(knownFeed())] },
    ],
  ],
  [
    'takeover-two-pods',
    [
      { what: 'live', pods: [first()] },
      { what: 'another pod says nothing yet', pods: [first(), started] },
      { what: 'both tell of the session', pods: [first(), listening(liveAgain)] },
      { what: 'the older falls silent', pods: [first(unavailable), listening(liveAgain)] },
    ],
  ],
];

const endsAs = (log: Scene['log']): Pick<LiveStreamDependencies, 'sessionEnds'> => ({
  sessionEnds: {
    endOf: async () => {
      if (log === undefined || log === 'away') throw new Error('The object store does not answer');
      return log;
    },
  },
});

const wordsOf = (status: LiveStreamStatus): string => {
  const conditions = parseConditions(status.conditions);
  const ready = findCondition(conditions, 'Ready');
  const reason = findCondition(conditions, 'Live')?.reason;
  const { id, endedAt } = status.session ?? {};
  return `Live ${reason}, Ready ${ready?.reason}, pod ${status.podName ?? 'none'}, session ${id}${endedAt ? ` ended ${endedAt}` : ''}`;
};

const startMs = Date.parse('2026-11-22T18:10:00Z');

/** A scene a second; each begins with the status that the one before has left. */
const play = async (scenes: readonly Scene[]): Promise<readonly string[]> => {
  const lines: string[] = [];
  let status: LiveStreamStatus | undefined;
  for (const [index, { what, pods, log, suspend = false, at }] of scenes.entries()) {
    const liveStream = { ...liveStreamFixture({ suspend }), ...(status && { status }) };
    const pod = suspend ? undefined : servingPod(pods);
    const scope = scopeFixture(pod, { liveStream, pods });
    const now = at ? new Date(at) : new Date(startMs + index * 1_000);
    await observeSessionEnd({ ...endsAs(log), now: () => now }, scope, AbortSignal.timeout(60_000));
    const next = deriveStatus(scope, settingsFixture, now);
    lines.push(`${what}: ${wordsOf(next)}`);
    for (const { type, reason, message } of noticesFor(status, next)) lines.push(`  ${type} ${reason}: ${message}`);
    status = next;
  }
  return lines;
};

describe('deriveStatus', () => {
  it.each(stories)('tells golden/%s.txt', async (name, scenes) => {
    const lines = await play(scenes);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
  });
});
