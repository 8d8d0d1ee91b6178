/** Another session's recorder, which works when the node's power is cut. */
import { observeRecording } from '../recordings/observe.ts';
import { RecordingStage } from '../recordings/stage.ts';
import type { Theatre } from '../theatre.ts';
import type { RecorderObservation } from './kill-observation.ts';
import { phaseWhenKilled } from './recorder-phase.ts';

/** Long enough for a recorder to be hit in the middle of it. */
const epochs = [{ seconds: 60 }, { seconds: 30, afterGapSeconds: 5 }] as const;

/** See the file header. `close` ends it. */
export class RecorderAtWork {
  readonly #stage: RecordingStage;
  readonly #session: string;

  private constructor(stage: RecordingStage, session: string) {
    this.#stage = stage;
    this.#session = session;
  }

  /** Makes the session in the bucket; nobody records it yet. `stream` has to be its own. */
  static async prepare(theatre: Theatre, stream: string): Promise<RecorderAtWork> {
    const stage = new RecordingStage(theatre, stream);
    try {
      const { session } = await stage.makeSession({ epochs });
      return new RecorderAtWork(stage, session);
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

  /** Applies its Recording. */
  async start(): Promise<void> {
    await this.#stage.record(this.#session, this.#stage.stream);
  }

  /** Waits for the Recording, and writes down what there is of it. */
  async observe(freeMs: number): Promise<RecorderObservation> {
    const name = this.#stage.stream;
    const phase = await phaseWhenKilled(this.#stage.namespace, name);
    return { phase, recording: await observeRecording(this.#stage, { name, source: 'made', freeMs }) };
  }

  close(): Promise<void> {
    return this.#stage.close();
  }
}
