/**
 * The short faults of `make chaos`, one after the other on one stream, with an encoder that returns by itself and a viewer in a
 * real browser. How long each takes is for `make chaos`, on a quiet machine; here is what must hold on any: that nothing is lost, and
 * that an encoder which need not notice does not.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeGoals, judgePromises, untimed, type Verdict } from './chaos/judge.ts';
import { measure } from './chaos/measure.ts';
import { observe, observeLive } from './chaos/observe.ts';
import { seededRandom } from './chaos/random.ts';
import { waitUntilBack } from './chaos/run-scenario.ts';
import { scenariosNamed } from './chaos/scenarios/all.ts';
import { Stage } from './chaos/stage.ts';
import { TestCluster } from './src/cluster.ts';

/** The moments of the faults: the same in each run of the tests. */
const seed = 4;
const names = ['ffmpeg-killed', 'encoder-away-3s', 'agent-killed', 'gateway-killed', 'pod-deleted'];
const timeoutMs = 200_000;

const missedOf = (verdicts: readonly Verdict[]) => verdicts.filter(({ isMet }) => !isMet);

describe('a viewer', () => {
  let cluster: TestCluster;
  let stage: Stage | undefined;

  beforeAll(async () => {
    cluster = await TestCluster.open('faults');
    const theatre = { cluster, say: () => undefined, signal: new AbortController().signal };
    const random = seededRandom(seed);
    stage = await Stage.open(theatre, { stream: 'faults', spec: {}, spliced: undefined, random });
  });

  afterAll(async () => {
    await stage?.close();
    await cluster?.close();
  });

  it.each(scenariosNamed(names))(
    'sees the stream go on when: $title',
    async ({ inject, goals }) => {
      if (!stage) throw new Error('The stage was not set');
      const earlier = stage.faultsMs.length;
      await inject(stage);
      const overMs = Date.now();
      await waitUntilBack(stage, overMs);
      const fault = { goals: untimed(goals), faultsMs: stage.faultsMs.slice(earlier), overMs };
      expect(missedOf(judgeGoals(fault.goals, measure(await observeLive(stage, fault))))).toEqual([]);
    },
    timeoutMs,
  );

  it('has had one session, every number, all of it in the bucket, one page and valid playlists through all of it', async () => {
    if (!stage) throw new Error('The stage was not set');
    const observation = await observe(stage, { goals: {}, faultsMs: stage.faultsMs, overMs: Date.now() });
    expect(missedOf(judgePromises({}, measure(observation)))).toEqual([]);
  });
});
