/** The stream that is live when the node's power is cut, and what its playlist lists. */
import { EpochLog } from '@kubecast/media/epoch-log';
import { sessionRecordingName } from '@kubecast/media/recording-keys';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { TestRecordings } from '../../src/test-recordings.ts';
import { PlaylistWatch } from '../playlist-watch.ts';
import { type LiveSource, recordedRendition } from '../recordings/live-source.ts';
import { observeRecording } from '../recordings/observe.ts';
import type { RecordingStage } from '../recordings/stage.ts';
import type { LiveStreamObservation } from './kill-observation.ts';

const watchEveryMs = 100;
/** Containers of a node that is back are started again one after the other. */
const resumedWithinMs = 180_000;
/** Some of the media after the return is recorded, too. */
const segmentsAfterReturn = 3;
/** The session is over when the node is back. */
const shortGraceSeconds = 5;
const longGraceSeconds = 600;

/** See the file header. The stage ends it. */
export class WatchedStream {
  readonly #stage: RecordingStage;
  readonly #source: LiveSource;
  readonly #watch: PlaylistWatch;

  private constructor(stage: RecordingStage, source: LiveSource, watch: PlaylistWatch) {
    this.#stage = stage;
    this.#source = source;
    this.#watch = watch;
  }

  /** Resolves when the first segment of its session is in the playlist. */
  static async start(stage: RecordingStage, after: 'ends' | 'resumes'): Promise<WatchedStream> {
    const graceSeconds = after === 'ends' ? shortGraceSeconds : longGraceSeconds;
    const source = await stage.goLive({ graceSeconds, segments: 1 });
    const watch = stage.own(new PlaylistWatch(source.edge, recordedRendition, watchEveryMs), (owned) => owned.close());
    return new WatchedStream(stage, source, watch);
  }

  /** The encoder does not come back. */
  leave(): Promise<void> {
    return this.#source.leave();
  }

  /** Waits until media goes on after `backMs`, then ends the session as a platform engineer does. */
  async resumeAndEnd(backMs: number): Promise<void> {
    const isOn = () => this.#watch.listed.filter(({ listedMs }) => listedMs > backMs).length >= segmentsAfterReturn;
    await waitFor('the stream goes on', isOn, { timeoutMs: resumedWithinMs, intervalMs: 200 });
    await this.leave();
    await this.#source.suspend();
  }

  /** Waits for the Recording of every session, and writes down what there is of them. */
  async observe(freeMs: number): Promise<LiveStreamObservation> {
    const { sessions, storedSequences } = await this.#stage.look((recordings) => this.#lookAtSessions(recordings));
    const names = sessions.map((session) => sessionRecordingName(this.#source.stream, session));
    const observed = names.map((name) => observeRecording(this.#stage, { name, source: 'streamed', freeMs }));
    const recordings = await Promise.all(observed);
    await this.#watch.close();
    return { recordings, listed: this.#watch.listed, storedSequences };
  }

  async #lookAtSessions(recordings: TestRecordings) {
    const { stream } = this.#source;
    const log = new EpochLog(recordings.stores.liveSegments, { namespace: this.#stage.namespace, stream });
    const entries = await Promise.all((await log.list()).map((epoch) => log.read(epoch)));
    const sessions = [...new Set(entries.flatMap((entry) => entry?.session ?? []))];
    const rungs = sessions.map((session) => recordings.rung({ stream, session, rendition: recordedRendition }));
    const segments = (await Promise.all(rungs)).flatMap((rung) => rung.segments);
    return { sessions, storedSequences: segments.map(({ sequence }) => sequence) };
  }
}
