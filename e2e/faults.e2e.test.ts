/** The short faults of `make chaos`, under the same goals: an encoder that returns by itself, a viewer in a real browser. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runScenario } from './chaos/run-scenario.ts';
import { scenariosNamed } from './chaos/scenarios/all.ts';
import { TestCluster } from './src/cluster.ts';

/** The moments of the faults: the same in each run of the tests. */
const seed = 4;
const names = ['ffmpeg-killed', 'agent-killed', 'pod-deleted', 'encoder-away-3s', 'gateway-killed'];

/** Times that a busy machine stretches are for `make chaos`; what must hold on any machine is held here. */
const timed = / ≤ [\d.]+ s$/;

describe('a viewer', () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await TestCluster.open('faults');
  });

  afterAll(async () => {
    await cluster?.close();
  });

  it.each(scenariosNamed(names))('goes on in the same session when: $title', async (scenario) => {
    const signal = AbortSignal.timeout(120_000);
    const outcome = await runScenario({ cluster, signal, say: () => undefined }, scenario, seed);
    expect(outcome.failure).toBeUndefined();
    const missed = outcome.verdicts.filter(({ isMet, goal }) => !isMet && !timed.test(goal));
    expect(missed).toEqual([]);
  });
});
