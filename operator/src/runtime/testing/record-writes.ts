/** For tests: which changes a client asks for. */
import type { KubernetesClient } from '../client.ts';
import type { KubernetesObject, ObjectReference } from '../kubernetes-object.ts';
import type { ResourceKind } from '../resource-kind.ts';

/** `apply Service main-srt`. */
export type Write = `${string} ${string} ${string}`;

const nameOf = (object: KubernetesObject | ObjectReference): string =>
  'metadata' in object ? object.metadata.name : object.name;

/** `client`, with each change that it asks for appended to `writes`; dry runs are none. */
export const recordWrites = (client: KubernetesClient, writes: Write[]): KubernetesClient => {
  const note = (verb: string, kind: ResourceKind, object: KubernetesObject | ObjectReference): void => {
    writes.push(`${verb} ${kind.kind} ${nameOf(object)}`);
  };
  return {
    get: (kind, reference, options) => client.get(kind, reference, options),
    list: (kind, options) => client.list(kind, options),
    watch: (kind, options) => client.watch(kind, options),
    request: (request) => client.request(request),
    close: () => client.close(),
    create: (kind, object, options) => {
      if (!options?.dryRun) note('create', kind, object);
      return client.create(kind, object, options);
    },
    replace: (kind, object, options) => {
      note('replace', kind, object);
      return client.replace(kind, object, options);
    },
    apply: (kind, object, options) => {
      note('apply', kind, object);
      return client.apply(kind, object, options);
    },
    applyStatus: (kind, object, options) => {
      note('applyStatus', kind, object);
      return client.applyStatus(kind, object, options);
    },
    mergePatch: (kind, reference, patch) => {
      note('patch', kind, reference);
      return client.mergePatch(kind, reference, patch);
    },
    delete: (kind, reference, options) => {
      note('delete', kind, reference);
      return client.delete(kind, reference, options);
    },
  };
};
