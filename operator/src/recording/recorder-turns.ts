/**
 * Who may have a recorder: as many at once as the configuration allows, whole sessions before clips of them (which anybody may ask
 * for at any time, of old sessions too), and the oldest session first. It knows of the Recordings
 * whose passes came as far as needing one. Kept in memory: another operator learns it by its own passes.
 */
import type { Recording } from '@kubecast/crds/recording';
import { sessionStartMs } from '@kubecast/media/keys';
import { type ObjectKey, objectKey } from '@kubecast/runtime/kubernetes-object';

/** What is asked for a Recording. `starting`: its Job is being made, and nobody else knows of it yet. */
interface Turn {
  readonly key: ObjectKey;
  readonly isClip: boolean;
  readonly startMs: number;
  readonly state: 'waiting' | 'starting';
}

const byTurn = (a: Turn, b: Turn): number =>
  Number(a.isClip) - Number(b.isClip) || a.startMs - b.startMs || (a.key < b.key ? -1 : 1);

/** See the file header. */
export class RecorderTurns {
  readonly #most: number;
  readonly #running: () => ReadonlySet<string>;
  readonly #turns = new Map<string, Turn>();

  /** `running`: uids of the Recordings whose Jobs are at work. */
  constructor(most: number, running: () => ReadonlySet<string>) {
    this.#most = most;
    this.#running = running;
  }

  /** How many recorders may work at once. */
  get most(): number {
    return this.#most;
  }

  isWaiting({ metadata }: Recording): boolean {
    return this.#turns.get(metadata.uid)?.state === 'waiting';
  }

  /** How many come before it; 0: it may have its recorder now. */
  before(recording: Recording): number {
    const { uid } = recording.metadata;
    const turn = this.#turnOf(recording, 'waiting');
    const held = this.#held();
    held.delete(uid);
    const earlier = this.#waiting().filter((other) => other.key !== turn.key && byTurn(other, turn) < 0).length;
    return earlier < this.#most - held.size ? 0 : earlier + held.size;
  }

  /** The same, and keeps it in mind: that it waits, or that it begins. */
  ask(recording: Recording): number {
    const before = this.before(recording);
    this.#turns.set(recording.metadata.uid, this.#turnOf(recording, before === 0 ? 'starting' : 'waiting'));
    return before;
  }

  /** It needs no turn any more: its Job is known of, or it has come to something else. */
  leave({ metadata }: Recording): void {
    this.#turns.delete(metadata.uid);
  }

  /** Those who wait in vain. */
  due(): readonly ObjectKey[] {
    const free = this.#most - this.#held().size;
    return this.#waiting()
      .toSorted(byTurn)
      .slice(0, Math.max(0, free))
      .map(({ key }) => key);
  }

  #turnOf(recording: Recording, state: Turn['state']): Turn {
    const { source, range } = recording.spec;
    return { key: objectKey(recording), isClip: range !== undefined, startMs: sessionStartMs(source.session), state };
  }

  #waiting(): readonly Turn[] {
    return [...this.#turns.values()].filter(({ state }) => state === 'waiting');
  }

  #held(): Set<string> {
    const starting = [...this.#turns].filter(([, { state }]) => state === 'starting').map(([uid]) => uid);
    return new Set([...this.#running(), ...starting]);
  }
}
