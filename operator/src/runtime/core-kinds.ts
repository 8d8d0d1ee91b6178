/** Kubernetes' own kinds that a controller commonly needs. */
import type { Job as JobType } from 'kubernetes-types/batch/v1.js';
import type { Lease as LeaseType } from 'kubernetes-types/coordination/v1.js';
import type {
  ConfigMap as ConfigMapType,
  Namespace as NamespaceType,
  Node as NodeType,
  Pod as PodType,
  Secret as SecretType,
  Service as ServiceType,
} from 'kubernetes-types/core/v1.js';
import type { Event as EventType } from 'kubernetes-types/events/v1.js';
import type { KubernetesObject, Stored } from './kubernetes-object.ts';
import { defineKind } from './resource-kind.ts';

export type Pod = Stored<PodType>;
export type Service = Stored<ServiceType>;
export type Secret = Stored<SecretType>;
export type ConfigMap = Stored<ConfigMapType>;
export type Node = Stored<NodeType>;
export type Namespace = Stored<NamespaceType>;
/** Of `events.k8s.io/v1`. */
export type Event = Stored<EventType>;
export type Lease = Stored<LeaseType>;
export type Job = Stored<JobType>;

const core = { group: '', version: 'v1' } as const;

export const pods = defineKind<Pod>({ ...core, plural: 'pods', kind: 'Pod', namespaced: true });
export const services = defineKind<Service>({ ...core, plural: 'services', kind: 'Service', namespaced: true });
export const secrets = defineKind<Secret>({ ...core, plural: 'secrets', kind: 'Secret', namespaced: true });
export const configMaps = defineKind<ConfigMap>({ ...core, plural: 'configmaps', kind: 'ConfigMap', namespaced: true });
export const nodes = defineKind<Node>({ ...core, plural: 'nodes', kind: 'Node', namespaced: false });
export const namespaces = defineKind<Namespace>({
  ...core,
  plural: 'namespaces',
  kind: 'Namespace',
  namespaced: false,
});

export const events = defineKind<Event>({
  group: 'events.k8s.io',
  version: 'v1',
  plural: 'events',
  kind: 'Event',
  namespaced: true,
});

export const leases = defineKind<Lease>({
  group: 'coordination.k8s.io',
  version: 'v1',
  plural: 'leases',
  kind: 'Lease',
  namespaced: true,
});

export const jobs = defineKind<Job>({ group: 'batch', version: 'v1', plural: 'jobs', kind: 'Job', namespaced: true });

export const customResourceDefinitions = defineKind<KubernetesObject>({
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
  kind: 'CustomResourceDefinition',
  namespaced: false,
});
