/** One fault of a recording, from an empty stage to its verdicts. */
import type { Act } from '../outcome.ts';
import { seededRandom, seedFor } from '../random.ts';
import { keepObservation } from '../results.ts';
import type { Theatre } from '../theatre.ts';
import type { RecordingFault } from './fault.ts';
import { judgeRecording } from './judge.ts';
import { measureRecording, type RecordingMeasures } from './measure.ts';
import { observeRecording } from './observe.ts';
import { RecordingStage } from './stage.ts';

/** A fault that hangs holds up no other; what it has taken away is put back within the second time, as the object store. */
const patience = { workMs: 420_000, endMs: 240_000 };

const playOnStage = async (theatre: Theatre, fault: RecordingFault, seed: number): Promise<RecordingMeasures> => {
  const random = seededRandom(seedFor(seed, fault.name));
  await using stage = new RecordingStage(theatre, { stream: fault.name, random });
  const faulted = await fault.inject(stage);
  theatre.say('  the fault is over');
  const observation = await observeRecording(stage, faulted);
  await keepObservation(fault.name, observation);
  return measureRecording(observation);
};

/** A fault with the moments of a seed. */
export const recordingAct = (fault: RecordingFault, seed: number): Act<RecordingMeasures> => {
  const { name, title, goals } = fault;
  const play = async (theatre: Theatre) => {
    const measures = await playOnStage(theatre, fault, seed);
    return { measures, verdicts: judgeRecording(goals, measures) };
  };
  return { name, title, patience, play };
};
