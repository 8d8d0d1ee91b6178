/** The transcoder pod goes: told to, without being asked, or only so far that a second one comes beside it. */
import { pods } from '@kubecast/runtime/core-kinds';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { freezePod } from '../node-processes.ts';
import type { Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';

/** Time for a successor to take over before the old one moves again. */
const frozenMs = 12_000;
/** Longer than a pod believes what it last read of the epoch log (2 s), and than a segment takes. */
const thawedMs = 6_000;

const deletePod = async (stage: Stage, gracePeriodSeconds?: number): Promise<void> => {
  const { client, namespace } = stage.theatre.cluster;
  const { metadata } = await stage.pod();
  stage.mark();
  await client.delete(pods, { namespace, name: metadata.name }, { gracePeriodSeconds });
};

const hasNewPod = async (stage: Stage, oldName: string): Promise<void> => {
  const look = async () => (await stage.pod()).metadata.name !== oldName;
  await waitFor('a successor pod is there', look, { timeoutMs: 60_000, intervalMs: 200 });
};

export const podFaults: readonly Scenario[] = [
  {
    name: 'pod-deleted',
    title: 'transcoder pod deleted',
    goals: { maxGapSeconds: 6 },
    inject: (stage) => deletePod(stage),
  },
  {
    name: 'pod-force-deleted',
    title: 'transcoder pod deleted by force',
    goals: { maxGapSeconds: 6 },
    inject: (stage) => deletePod(stage, 0),
  },
  {
    name: 'two-pods-at-once',
    title: 'two pods at once: the old one frozen, deleted by force, thawed after its successor went on',
    goals: { maxGapSeconds: 15, maxResumeSeconds: 0.4, maySkipNumbers: true, mayLoseSeconds: 1 },
    inject: async (stage) => {
      const old = await stage.pod();
      const frozen = await freezePod(old, 'node', 'srt-live-transmit', 'ffmpeg');
      stage.mark();
      try {
        const { client, namespace } = stage.theatre.cluster;
        await client.delete(pods, { namespace, name: old.metadata.name }, { gracePeriodSeconds: 0 });
        await hasNewPod(stage, old.metadata.name);
        await stage.wait(frozenMs);
        if (!(await frozen.isThere()))
          throw new Error('The frozen pod was ended before its thaw: there never were two');
        await frozen.thaw();
        await stage.wait(thawedMs);
      } finally {
        await frozen.release();
      }
    },
  },
];
