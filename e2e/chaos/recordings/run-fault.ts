/** One fault of a recording, from an empty stage to its verdicts. */
import type { Act } from '../outcome.ts';
import { keepObservation } from '../results.ts';
import type { Theatre } from '../theatre.ts';
import type { RecordingFault } from './fault.ts';
import { judgeRecording } from './judge.ts';
import { measureRecording, type RecordingMeasures } from './measure.ts';
import { observeRecording } from './observe.ts';
import { RecordingStage } from './stage.ts';

/** A fault that hangs holds up no other; what it has taken away is put back within the second time, as the object store. */
const patience = { workMs: 420_000, endMs: 240_000 };

const playOnStage = async (theatre: Theatre, fault: RecordingFault): Promise<RecordingMeasures> => {
  await using stage = new RecordingStage(theatre, fault.name);
  const faulted = await fault.inject(stage);
  theatre.say('  the fault is over');
  const observation = await observeRecording(stage, faulted);
  await keepObservation(fault.name, observation);
  return measureRecording(observation);
};

/** A fault as one plays it. Its moments are points of the work, not chance. */
export const recordingAct = (fault: RecordingFault): Act<RecordingMeasures> => {
  const { name, title, goals } = fault;
  const play = async (theatre: Theatre) => {
    const measures = await playOnStage(theatre, fault);
    return { measures, verdicts: judgeRecording(goals, measures) };
  };
  return { name, title, patience, play };
};
