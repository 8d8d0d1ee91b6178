/** The recorder, or who watches over it, goes in the middle of its work. Sessions are made in the bucket: nothing streams. */
import { recordingKind } from '@kubecast/crds/recording';
import type { RecorderPhase } from '@kubecast/media/recorder-config';
import { objectStoreWorkload, withoutWorkload } from '../../../src/without-workload.ts';
import { aimAtComponent } from '../../kill-component.ts';
import type { FaultedRecording, RecordingFault } from '../fault.ts';
import { freezeAt, killAt, thaw } from '../recorder-trap.ts';
import type { RecordingStage } from '../stage.ts';
import { secondJobName, startSecondJob, waitForJob } from '../two-recorders.ts';

/** Two epochs with a gap: long enough that a recorder is in the middle of it. */
const epochs = [{ seconds: 60 }, { seconds: 60, afterGapSeconds: 5 }] as const;
/** A Job waits ten seconds before it starts the next pod. */
const goals = { maxCompleteSeconds: 60, minRecorders: 2 } as const;
const storeAwayMs = 60_000;

interface Recorded {
  readonly session: string;
  /** The Recording that meets no fault. */
  readonly twin: string;
}

/** Makes a session, and a recording of it that nothing happens to. */
const recordUndisturbed = async (stage: RecordingStage): Promise<Recorded> => {
  const { session } = await stage.makeSession({ epochs });
  const twin = `${stage.stream}-undisturbed`;
  await stage.record(session, twin);
  await stage.waitForComplete(twin);
  return { session, twin };
};

const faulted = (stage: RecordingStage, twin: string): FaultedRecording => ({
  name: stage.stream,
  source: 'made',
  freeMs: Date.now(),
  twin,
});

/** What a recorder does in the phases in which it is killed. */
const doing = {
  waiting: 'looks at the session',
  assembling: 'puts the video together',
  picturing: 'draws the pictures',
  verifying: 'checks the video',
  uploading: 'uploads',
} as const satisfies Partial<Record<RecorderPhase, string>>;

const killedWhile = (phase: keyof typeof doing): RecordingFault => ({
  name: `recorder-killed-${phase}`,
  title: `recorder killed while it ${doing[phase]}`,
  goals,
  inject: async (stage) => {
    const { session, twin } = await recordUndisturbed(stage);
    const trap = await killAt({ namespace: stage.namespace, recording: stage.stream, phase });
    await stage.record(session, stage.stream);
    await trap.snapped;
    return faulted(stage, twin);
  },
});

/** Stops the recorder in the middle of its work for as long as `work` takes. */
const whileItStands = async (
  stage: RecordingStage,
  session: string,
  { phase, work }: { readonly phase: RecorderPhase; readonly work: () => Promise<unknown> },
): Promise<void> => {
  const { namespace, stream } = stage;
  const trap = await freezeAt({ namespace, recording: stream, phase });
  await stage.record(session, stream);
  await trap.snapped;
  try {
    await work();
  } finally {
    await thaw(namespace, stream);
  }
};

/** Starts another recorder of the stage's Recording, and stops it in the same phase. */
const standBeside = async (stage: RecordingStage, phase: RecorderPhase): Promise<void> => {
  const trap = await freezeAt({ namespace: stage.namespace, recording: secondJobName(stage.stream), phase });
  await startSecondJob(stage, stage.stream);
  await trap.snapped;
};

/** Both have put the video together and drawn its pictures, and write the same objects at the same time. */
const twoAtOnce: RecordingFault = {
  name: 'two-recorders-at-once',
  title: 'two recorders at once',
  goals,
  inject: async (stage) => {
    const { session, twin } = await recordUndisturbed(stage);
    const phase = 'uploading';
    const second = secondJobName(stage.stream);
    const work = () => standBeside(stage, phase);
    await whileItStands(stage, session, { phase, work }).finally(() => thaw(stage.namespace, second));
    const freeMs = Date.now();
    await Promise.all([stage.waitForComplete(stage.stream), waitForJob(stage, second)]);
    return { ...faulted(stage, twin), freeMs };
  },
};

const operatorKilled: RecordingFault = {
  name: 'operator-killed-while-recording',
  title: 'operator killed while a recorder works',
  goals: { maxCompleteSeconds: 60 },
  inject: async (stage) => {
    const { session, twin } = await recordUndisturbed(stage);
    const operator = await aimAtComponent(stage.theatre.cluster, 'operator');
    await whileItStands(stage, session, { phase: 'assembling', work: () => operator.kill() });
    return faulted(stage, twin);
  },
};

const deletedWhileItWorks: RecordingFault = {
  name: 'recording-deleted-while-recording',
  title: 'Recording deleted while its recorder works',
  goals: { maxCompleteSeconds: 60 },
  inject: async (stage) => {
    const { session } = await stage.makeSession({ epochs });
    const { client, namespace } = stage.theatre.cluster;
    const remove = () => client.delete(recordingKind, { namespace, name: stage.stream });
    await whileItStands(stage, session, { phase: 'assembling', work: remove });
    return { name: stage.stream, source: 'made', freeMs: Date.now(), isDeleted: true };
  },
};

const storeAwayInRemux: RecordingFault = {
  name: 'object-store-away-in-remux',
  title: 'object store away for 60 s in the middle of the remux',
  goals: { maxCompleteSeconds: 60, minRecorders: 1 },
  inject: async (stage) => {
    const { session, twin } = await recordUndisturbed(stage);
    const { namespace, stream, theatre } = stage;
    const goOnWithout = async (): Promise<void> => {
      await thaw(namespace, stream);
      await stage.wait(storeAwayMs);
    };
    const work = () => withoutWorkload(theatre.cluster, objectStoreWorkload, goOnWithout);
    await whileItStands(stage, session, { phase: 'assembling', work });
    return faulted(stage, twin);
  },
};

export const recorderFaults: readonly RecordingFault[] = [
  ...(['waiting', 'assembling', 'picturing', 'verifying', 'uploading'] as const).map(killedWhile),
  twoAtOnce,
  operatorKilled,
  deletedWhileItWorks,
  storeAwayInRemux,
];
