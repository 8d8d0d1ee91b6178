/** A kind of object and where the REST API keeps it. */
import { type KubernetesObject, type ObjectReference, parseKubernetesObject } from './kubernetes-object.ts';

/** `T` is the kind's type: `client.get(pods, …)` returns a Pod. */
export interface ResourceKind<T extends KubernetesObject = KubernetesObject> {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** As in the URL, lower case. */
  readonly plural: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Set by `metadataOnly`: only identity and metadata ever travel. */
  readonly representation?: 'metadata' | undefined;
  /** Reads an object from the wire. @throws when it is not one of this kind */
  readonly parse: (value: unknown) => T;
}

/** What `defineKind` needs; `parse` defaults to the light check of `parseKubernetesObject`. */
export type ResourceKindDefinition<T extends KubernetesObject> = Omit<ResourceKind<T>, 'parse'> &
  Partial<Pick<ResourceKind<T>, 'parse'>>;

/** Declares a kind: `const liveStreams = defineKind<LiveStream>({ group: 'kubecast.dev', … })`. */
export const defineKind = <T extends KubernetesObject>(definition: ResourceKindDefinition<T>): ResourceKind<T> => ({
  parse: parseKubernetesObject<T>,
  ...definition,
});

/**
 * The same kind without its contents (PartialObjectMetadata): an informer on `metadataOnly(secrets)` holds no secret.
 * `apiVersion` and `kind` stay those of the real kind.
 */
export const metadataOnly = (kind: ResourceKind): ResourceKind<KubernetesObject> => ({
  ...kind,
  representation: 'metadata',
  parse: parseKubernetesObject<KubernetesObject>,
});

/** `v1` or `<group>/<version>`, as in an object's `apiVersion`. */
export const apiVersionOf = ({ group, version }: Pick<ResourceKind, 'group' | 'version'>): string =>
  group === '' ? version : `${group}/${version}`;

/** What a path may narrow a kind down to. Without a namespace: all of them. */
export interface ResourcePathOptions extends Partial<ObjectReference> {
  /** `status`, `log`, `eviction` … */
  readonly subresource?: string | undefined;
}

/** The URL path of a kind's collection, object or subresource, without the server: `/api/v1/namespaces/live/pods/a/log`. */
export const resourcePath = (kind: ResourceKind, options: ResourcePathOptions = {}): string => {
  const { namespace, name, subresource } = options;
  const segments = [
    kind.group === '' ? 'api' : `apis/${kind.group}`,
    kind.version,
    ...(kind.namespaced && namespace ? ['namespaces', encodeURIComponent(namespace)] : []),
    kind.plural,
    ...(name ? [encodeURIComponent(name)] : []),
    ...(subresource ? [subresource] : []),
  ];
  return `/${segments.join('/')}`;
};

/** The path of one object. @throws TypeError when a namespaced kind has no namespace: it would name another resource */
export const objectPath = (kind: ResourceKind, reference: ObjectReference, subresource?: string): string => {
  if (kind.namespaced && !reference.namespace) {
    throw new TypeError(`${kind.kind} ${reference.name} needs a namespace: ${kind.plural} are namespaced`);
  }
  return resourcePath(kind, { ...reference, subresource });
};
