/** One cut of the node's power under a running recording, from the stream's start to the verdicts. */
import { defaultPicture, framesPerSecond } from '../../src/test-picture.ts';
import type { Act } from '../outcome.ts';
import { seededRandom, seedFor } from '../random.ts';
import { RecordingStage } from '../recordings/stage.ts';
import { keepObservation } from '../results.ts';
import type { Theatre } from '../theatre.ts';
import { wait } from '../wait.ts';
import { judgeKill } from './judge-kill.ts';
import type { KillObservation } from './kill-observation.ts';
import { type KillMoments, killMoments, type NodeKill } from './kill-plan.ts';
import { type KillMeasures, measureKill } from './measure-kill.ts';
import { cutPower, type PowerCut } from './node-power.ts';
import { RecorderAtWork } from './recorder-at-work.ts';
import { WatchedStream } from './watched-stream.ts';

/** A node that does not come back ends the round. */
const patience = { workMs: 600_000, endMs: 240_000 };

interface Round {
  readonly kill: NodeKill;
  readonly moments: KillMoments;
  readonly stream: WatchedStream;
  readonly recorder: RecorderAtWork | undefined;
}

/** Waits for the moment, and makes it. Nothing is put back but the node: what follows is the cluster's own work. */
const cutAtMoment = async ({ kill, moments, stream, recorder }: Round, signal: AbortSignal): Promise<PowerCut> => {
  const { streamMs, recorderMs, downMs } = moments;
  if (recorder) {
    await wait(Math.max(0, streamMs - recorderMs), signal);
    await recorder.start();
  }
  await wait(recorder ? recorderMs : streamMs, signal);
  signal.throwIfAborted();
  return cutPower(downMs, () => (kill.after === 'ends' ? stream.leave() : Promise.resolve()));
};

const observeRound = async ({ kill, stream, recorder }: Round, cut: PowerCut): Promise<KillObservation> => {
  if (kill.after === 'resumes') await stream.resumeAndEnd(cut.backMs);
  const endedMs = Date.now();
  const [live, other] = await Promise.all([stream.observe(endedMs), recorder?.observe(cut.backMs)]);
  return { cut, live, recorder: other };
};

const playKill = async (theatre: Theatre, kill: NodeKill, seed: number): Promise<KillMeasures> => {
  await using owned = new AsyncDisposableStack();
  const moments = killMoments(seededRandom(seedFor(seed, kill.name)));
  const stage = owned.adopt(new RecordingStage(theatre, kill.name), (opened) => opened.close());
  const recorder = kill.hasRecorder
    ? owned.adopt(await RecorderAtWork.prepare(theatre, `${kill.name}-other`), (prepared) => prepared.close())
    : undefined;
  const stream = await WatchedStream.start(stage, kill.after);
  const round: Round = { kill, moments, stream, recorder };
  const cut = await cutAtMoment(round, theatre.signal);
  theatre.say(`  the node is back after ${Math.round((cut.backMs - cut.goneMs) / 1_000)} s`);
  const observation = await observeRound(round, cut);
  await keepObservation(kill.name, observation);
  return measureKill(observation, framesPerSecond(defaultPicture.frameRate));
};

/** A round with the moments of a seed. */
export const nodeKillAct = (kill: NodeKill, seed: number): Act<KillMeasures> => {
  const { name, title } = kill;
  const play = async (theatre: Theatre) => {
    const measures = await playKill(theatre, kill, seed);
    return { measures, verdicts: judgeKill(measures) };
  };
  return { name, title, patience, play };
};
