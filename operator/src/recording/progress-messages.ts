/**
 * What a recorder's progress says in the status: at most every ten seconds, or when its phase changes. Each write wakes
 * everybody who watches Recordings.
 */
import type { RecorderProgress } from '@kubecast/media/recorder-config';

const intervalMs = 10_000;

/** Before the recorder answers for the first time. */
const firstWords = 'The recorder works';

interface Shown {
  /** Undefined for what an operator before this one wrote. */
  readonly phase: RecorderProgress['phase'] | undefined;
  readonly message: string;
  readonly atMs: number;
}

/** Since when a recorder's pod has not answered. */
interface Silence {
  readonly pod: string | undefined;
  readonly sinceMs: number;
}

const wordsOf = ({ message, percent }: RecorderProgress): string => `${message} (${percent} %)`;

/** Remembers what is shown of each Recording. */
export class ProgressMessages {
  readonly #shown = new Map<string, Shown>();
  readonly #silences = new Map<string, Silence>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** The message to show. `progress` is undefined when the recorder does not answer; `previous` is what the status says. */
  next(uid: string, progress: RecorderProgress | undefined, previous: string | undefined): string {
    const atMs = this.#now().getTime();
    const shown = this.#shown.get(uid) ?? this.#takeOver(uid, previous, atMs);
    if (!progress) return shown?.message ?? previous ?? firstWords;
    const isHeld =
      shown !== undefined && (shown.phase ?? progress.phase) === progress.phase && atMs - shown.atMs < intervalMs;
    if (isHeld) return shown.message;
    const message = wordsOf(progress);
    this.#shown.set(uid, { phase: progress.phase, message, atMs });
    return message;
  }

  /** For how long the pod has been asked in vain. `answered`: now it was not. */
  silentMs(uid: string, pod: string | undefined, answered: boolean): number {
    if (answered) {
      this.#silences.delete(uid);
      return 0;
    }
    const nowMs = this.#now().getTime();
    const known = this.#silences.get(uid);
    if (known && known.pod === pod) return nowMs - known.sinceMs;
    this.#silences.set(uid, { pod, sinceMs: nowMs });
    return 0;
  }

  /** The Recording has no recorder any more. */
  forget(uid: string): void {
    this.#shown.delete(uid);
    this.#silences.delete(uid);
  }

  /** Another operator's last word stands for as long as one of ours would. */
  #takeOver(uid: string, previous: string | undefined, atMs: number): Shown | undefined {
    if (previous === undefined || previous === firstWords) return undefined;
    const shown = { phase: undefined, message: previous, atMs };
    this.#shown.set(uid, shown);
    return shown;
  }
}
