import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { addLiveStreamMetrics } from './live-stream-metrics.ts';
import { deriveStatus } from './status.ts';
import { liveStreamFixture, settingsFixture } from './testing/live-stream-fixture.ts';
import { knownFeed, observedPod, sessionFixture } from './testing/pod-fixture.ts';
import { scopeFixture } from './testing/scope-fixture.ts';

const now = new Date('2026-11-22T18:10:00Z');
const live = deriveStatus(scopeFixture(observedPod(knownFeed(sessionFixture()))), settingsFixture, now);

describe('addLiveStreamMetrics', () => {
  it('counts streams by condition, as they are when it is asked', async () => {
    const registry = new Registry();
    const streams = [liveStreamFixture(), { ...liveStreamFixture(), status: live }];
    addLiveStreamMetrics(registry, { list: () => streams });
    expect(await registry.metrics()).toContain('kubecast_live_streams{type="Live",status="True",reason="Live"} 1');
    streams.pop();
    expect(await registry.metrics()).not.toContain('reason="Live"');
  });
});
