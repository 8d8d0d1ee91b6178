/**
 * How long a streamer waits for the video: from the end of a session (its encoder gone and its grace over) to a Recording that
 * is Complete, and whether the video has every frame that was sent. The stream comes in by the gateway; its source is a file, so
 * that each of its frames is known. Other lengths and numbers of rounds may be asked for: `recording-complete.ts 1 3` (minutes,
 * rounds).
 */
import type { LiveStreamSpecInput } from '@kubecast/crds/livestream';
import { sessionRecordingName } from '@kubecast/media/recording-keys';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { TestCluster } from '../src/cluster.ts';
import { deleteTestVideos } from '../src/delete-test-videos.ts';
import { startEncoder } from '../src/encoder.ts';
import { TestRecordings } from '../src/test-recordings.ts';
import { compareFrames, describeNumbers, type FrameComparison } from './compare-frames.ts';
import { type Figure, printFigures } from './figures.ts';
import { NumberedSource } from './numbered-source.ts';

const rendition = '360p';
const goalSeconds = 10;

const spec: LiveStreamSpecInput = {
  renditions: [
    { name: rendition, height: 360, videoBitrateKbps: 700 },
    { name: '240p', height: 240, videoBitrateKbps: 400 },
  ],
  reconnect: { graceSeconds: 4 },
};

interface Round extends FrameComparison {
  /** From the session's end to Complete. */
  readonly seconds: number;
}

/** Publishes all of the source; gives the session that it was. */
const publish = async (cluster: TestCluster, stream: string, source: NumberedSource): Promise<string> => {
  const encoder = startEncoder(await cluster.start(stream, spec), { kind: 'file', path: source.path, once: true });
  await cluster.waitForCondition(stream, { type: 'Live', status: 'True' }).catch(async (error: Error) => {
    throw new Error(`${error.message}. The encoder said: ${(await encoder.leave()).message}`);
  });
  const session = (await cluster.stream(stream)).status?.session?.id ?? '';
  await encoder.outcome;
  return session;
};

/** Unix milliseconds. Throws when another session followed: the stream was disturbed, and there are no figures. */
const waitForEnd = (cluster: TestCluster, stream: string, wanted: string): Promise<number> =>
  waitFor(
    `session ${wanted} has ended`,
    async () => {
      const { id, endedAt } = (await cluster.stream(stream)).status?.session ?? {};
      return id === wanted && endedAt !== undefined && Date.parse(endedAt);
    },
    { timeoutMs: 60_000, intervalMs: 100 },
  );

/** Compares what was sent with what the bucket and the video of a session have. */
const observeFrames = async (recordings: TestRecordings, name: string, source: NumberedSource) => {
  const recording = await recordings.get(name);
  const { liveStream: stream, session } = recording.spec.source;
  const rung = { stream, session, rendition };
  const stored: (number | undefined)[] = [];
  const epochs = await recordings.mediaOf(rung, (await recordings.rung(rung)).segments);
  for (const media of epochs) stored.push(...(await source.numbersIn(media)));
  const video = await source.numbersIn(await recordings.file(recording, 'video'));
  return compareFrames(source.frames, stored, video);
};

const measureRound = async (cluster: TestCluster, stream: string, source: NumberedSource): Promise<Round> => {
  await using owned = new AsyncDisposableStack();
  owned.defer(() => cluster.delete(stream));
  const session = await publish(cluster, stream, source);
  // Opened late: a forwarded port need not last for all of the stream.
  const recordings = owned.adopt(await TestRecordings.open(cluster), (opened) => opened.close());
  const name = sessionRecordingName(stream, session);
  const [endedMs, completeMs] = await Promise.all([
    waitForEnd(cluster, stream, session),
    recordings.waitForComplete(name).then(() => Date.now()),
  ]);
  const frames = await observeFrames(recordings, name, source);
  if (frames.lost.length > 0) console.error(`Missing in the video: frames ${describeNumbers(frames.lost)}`);
  await recordings.deleteAll();
  return { seconds: (completeMs - endedMs) / 1_000, ...frames };
};

const figuresOf = (minutes: number, frames: number, rounds: readonly Round[]): readonly Figure[] => {
  const figure = (what: string, unit: string, goal: number, value: (round: Round) => number): Figure => ({
    ...{ what: `session of ${minutes} min: ${what}`, unit, goal, values: rounds.map(value) },
  });
  return [
    figure('its end to Recording Complete', 's', goalSeconds, ({ seconds }) => seconds),
    figure(`missing in the video of ${frames} published`, 'frames', 0, ({ lost }) => lost.length),
    figure('stored and missing in the video', 'frames', 0, ({ leftOut }) => leftOut),
    figure('out of order in the video', 'frames', 0, ({ misplaced }) => misplaced),
  ];
};

/** Measures one session after the other. */
export const measureRecordingComplete = async (minutes = 10, rounds = 1): Promise<readonly Figure[]> => {
  await using owned = new AsyncDisposableStack();
  owned.defer(deleteTestVideos);
  const source = owned.adopt(await NumberedSource.make(minutes), (made) => made.close());
  const cluster = owned.adopt(await TestCluster.open('bench-complete'), (opened) => opened.close());
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    measured.push(await measureRound(cluster, `complete-${round}`, source));
  }
  return figuresOf(minutes, source.frames, measured);
};

if (import.meta.main) {
  const [minutes, rounds] = process.argv.slice(2).map(Number);
  printFigures(await measureRecordingComplete(minutes, rounds));
}
