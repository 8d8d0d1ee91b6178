/**
 * Which pods did not answer, and for how long. A pod that is away is not waited for again and again: while the Kubernetes API
 * is away, nobody else tells that it is gone. It is tried now and then, and believed as soon as it answers.
 */

interface Absence {
  readonly sinceMs: number;
  triedMs: number;
}

const tryEveryMs = 500;

export class OriginAbsence {
  readonly #absences = new Map<string, Absence>();
  readonly #nowMs: () => number;

  /** `nowMs` is a monotonic clock. */
  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** How long the pod has been away; undefined for one that is not known to be. */
  awayMs(podUid: string): number | undefined {
    const absence = this.#absences.get(podUid);
    return absence && this.#nowMs() - absence.sinceMs;
  }

  /** True when a pod that is away is due to be tried again; whoever asks is the one to try. */
  takeTurn(podUid: string): boolean {
    const absence = this.#absences.get(podUid);
    if (!absence || this.#nowMs() - absence.triedMs < tryEveryMs) return false;
    absence.triedMs = this.#nowMs();
    return true;
  }

  /** It gave no answer, or none of its own. */
  noteAway(podUid: string): void {
    const nowMs = this.#nowMs();
    const absence = this.#absences.get(podUid);
    if (absence) absence.triedMs = nowMs;
    else this.#absences.set(podUid, { sinceMs: nowMs, triedMs: nowMs });
  }

  noteAnswer(podUid: string): void {
    this.#absences.delete(podUid);
  }

  /** Forgets all other pods. */
  keepOnly(podUids: ReadonlySet<string>): void {
    for (const podUid of this.#absences.keys()) {
      if (!podUids.has(podUid)) this.#absences.delete(podUid);
    }
  }
}
