/** Since when changes wait to be seen in rows: the oldest one is how far behind the projection is. */
import type { Reconcile } from '@kubecast/runtime/controller';
import type { ObjectKey } from '@kubecast/runtime/kubernetes-object';
import { StalledError, WaitingError } from '@kubecast/runtime/reconcile-error';

/** Of one kind. Times are those of the clock. */
export class ProjectionLag {
  /** When the change came that waits, or that a pass is about. */
  readonly #sinceMs = new Map<ObjectKey, number>();
  /** When a change came during a pass, which may have read what was before. */
  readonly #againMs = new Map<ObjectKey, number>();
  readonly #underWay = new Set<ObjectKey>();
  readonly #nowMs: () => number;

  /** `nowMs` is any clock that never goes back. */
  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** A change that no pass has seen. */
  noticed(key: ObjectKey): void {
    const times = this.#underWay.has(key) ? this.#againMs : this.#sinceMs;
    if (!times.has(key)) times.set(key, this.#nowMs());
  }

  /** 0 when every change is in its row. */
  seconds(): number {
    const [oldestMs] = [...this.#sinceMs.values()].sort((a, b) => a - b);
    return oldestMs === undefined ? 0 : (this.#nowMs() - oldestMs) / 1_000;
  }

  /** The same passes. What they fail at waits since it came, except where a person must act, or something must come first. */
  observe(reconcile: Reconcile): Reconcile {
    return async (key, context) => {
      this.noticed(key);
      this.#underWay.add(key);
      try {
        const result = await reconcile(key, context);
        this.#settle(key);
        return result;
      } catch (error) {
        if (error instanceof StalledError || error instanceof WaitingError) this.#settle(key);
        throw error;
      } finally {
        this.#underWay.delete(key);
      }
    };
  }

  #settle(key: ObjectKey): void {
    const againMs = this.#againMs.get(key);
    if (againMs === undefined) this.#sinceMs.delete(key);
    else this.#sinceMs.set(key, againMs);
    this.#againMs.delete(key);
  }
}
