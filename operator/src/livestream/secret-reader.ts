/**
 * Reads Secrets without keeping them. The informer holds metadata only; a Secret is fetched when its resourceVersion is
 * new, and only what `derive` makes of it is remembered, so that a steady state reads nothing and no secret value stays in
 * the operator's memory.
 */

import { isNotFound } from '@kubecast/runtime/api-error';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { type Secret, secrets } from '@kubecast/runtime/core-kinds';
import { type KubernetesObject, type ObjectKey, objectKey } from '@kubecast/runtime/kubernetes-object';
import { isNewerResourceVersion } from '@kubecast/runtime/resource-version';

/** A fact about a Secret and the version that it holds for. */
interface Remembered<Fact> {
  readonly resourceVersion: string;
  readonly fact: Fact;
}

/** Remembers `derive`'s result for the current version of each Secret. */
export class SecretReader<Fact> {
  readonly #client: Pick<KubernetesClient, 'get'>;
  readonly #derive: (secret: Secret) => Fact;
  readonly #facts = new Map<ObjectKey, Remembered<Fact>>();

  constructor(client: Pick<KubernetesClient, 'get'>, derive: (secret: Secret) => Fact) {
    this.#client = client;
    this.#derive = derive;
  }

  /** The fact about the Secret with this metadata, or a newer version; undefined when it is gone meanwhile. */
  async read({ metadata }: KubernetesObject, signal: AbortSignal): Promise<Fact | undefined> {
    const key = objectKey({ metadata });
    const remembered = this.#facts.get(key);
    if (remembered && !isNewerResourceVersion(metadata.resourceVersion ?? '', remembered.resourceVersion))
      return remembered.fact;
    try {
      return this.remember(await this.#client.get(secrets, metadata, { signal }));
    } catch (error) {
      if (!isNotFound(error)) throw error;
      this.forget(key);
      return undefined;
    }
  }

  /** Takes note of a Secret that was just written or read. */
  remember(secret: Secret): Fact {
    const fact = this.#derive(secret);
    this.#facts.set(objectKey(secret), { resourceVersion: secret.metadata.resourceVersion ?? '', fact });
    return fact;
  }

  /** Of a Secret that was deleted. */
  forget(key: ObjectKey): void {
    this.#facts.delete(key);
  }
}
