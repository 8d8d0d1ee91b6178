/** The Recordings of a namespace, listed once a sweep: the API server looks at all of them for each question. */
import { type Recording, recordingKind } from '@kubecast/crds/recording';
import type { StreamName } from '@kubecast/media/keys';
import { listAll } from '@kubecast/runtime/client-list';
import type { RetentionDependencies } from './retention-dependencies.ts';

/** Holds those of one namespace at a time. Methods throw ApiError. */
export class ListedRecordings {
  readonly #client: RetentionDependencies['client'];
  #namespace: string | undefined;
  #byStream: ReadonlyMap<string, readonly Recording[]> = new Map();

  constructor(client: RetentionDependencies['client']) {
    this.#client = client;
  }

  /** All of a stream, clips too, of whatever shard; as old as the namespace's sweep. */
  async of({ namespace, stream }: StreamName, signal: AbortSignal): Promise<readonly Recording[]> {
    if (this.#namespace !== namespace) {
      const { items } = await listAll(this.#client, recordingKind, { namespace, signal });
      this.#byStream = Map.groupBy(items, ({ spec }) => spec.source.liveStream);
      this.#namespace = namespace;
    }
    return this.#byStream.get(stream) ?? [];
  }
}
