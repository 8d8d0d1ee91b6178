import type { Logger } from 'pino';
import type { InformerHandler } from './informer.ts';
import { type KubernetesObject, objectKey } from './kubernetes-object.ts';
import type { ObjectChange } from './object-cache.ts';

/** An informer's handlers: each hears every change, whatever the others throw. */
export class InformerHandlers<T extends KubernetesObject> {
  readonly #handlers = new Set<InformerHandler<T>>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Tells the handler of what is there, then of every change. Returns how to remove it. */
  add(handler: InformerHandler<T>, present: readonly T[]): () => void {
    for (const object of present) this.#call(handler, { type: 'added', object });
    this.#handlers.add(handler);
    return () => {
      this.#handlers.delete(handler);
    };
  }

  dispatch(changes: readonly ObjectChange<T>[]): void {
    for (const change of changes) {
      for (const handler of this.#handlers) this.#call(handler, change);
    }
  }

  #call(handler: InformerHandler<T>, change: ObjectChange<T>): void {
    try {
      if (change.type === 'updated') handler.updated?.(change.object, change.previous);
      else handler[change.type]?.(change.object);
    } catch (err) {
      const { kind } = change.object;
      this.#logger.error(
        { err, kind, key: objectKey(change.object), change: change.type },
        'Ignoring a failed handler',
      );
    }
  }
}
