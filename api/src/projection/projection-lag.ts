/** Since when changes wait to be seen in rows: the oldest one is how far behind the projection is. */
import type { Reconcile } from '@kubecast/runtime/controller';
import type { ObjectKey } from '@kubecast/runtime/kubernetes-object';

/** Of one kind. */
export class ProjectionLag {
  readonly #sinceMs = new Map<ObjectKey, number>();
  readonly #nowMs: () => number;

  /** `nowMs` is any clock that never goes back. */
  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** A change that no pass has seen. */
  noticed(key: ObjectKey): void {
    if (!this.#sinceMs.has(key)) this.#sinceMs.set(key, this.#nowMs());
  }

  /** 0 when every change is in its row. */
  seconds(): number {
    const [oldestMs] = [...this.#sinceMs.values()].sort((a, b) => a - b);
    return oldestMs === undefined ? 0 : (this.#nowMs() - oldestMs) / 1_000;
  }

  /** The same passes; what they fail at goes on waiting since it was noticed. */
  observe(reconcile: Reconcile): Reconcile {
    return async (key, context) => {
      const sinceMs = this.#sinceMs.get(key) ?? this.#nowMs();
      this.#sinceMs.delete(key);
      try {
        return await reconcile(key, context);
      } catch (error) {
        this.#sinceMs.set(key, sinceMs);
        throw error;
      }
    };
  }
}
