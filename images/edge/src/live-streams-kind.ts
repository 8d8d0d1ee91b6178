/** The few fields of a LiveStream that the edge routes by. */
import { group, version } from '@kubecast/crds/names';
import { type KubernetesObject, parseKubernetesObject } from '@kubecast/runtime/kubernetes-object';
import { defineKind } from '@kubecast/runtime/resource-kind';
import { z } from 'zod';

const specSchema = z.object({
  visibility: z.enum(['Public', 'Private']).default('Public'),
  reconnect: z.object({ graceSeconds: z.number().default(120) }).prefault({}),
});

const schema = z.object({ spec: specSchema.prefault({}) });

export interface RoutedLiveStream extends KubernetesObject {
  readonly spec: z.output<typeof specSchema>;
}

/** @throws z.ZodError for an object that is no LiveStream */
export const parseRoutedLiveStream = (value: unknown): RoutedLiveStream => {
  const { apiVersion, kind, metadata } = parseKubernetesObject(value);
  return { apiVersion, kind, metadata, spec: schema.parse(value).spec };
};

export const routedLiveStreams = defineKind<RoutedLiveStream>({
  group,
  version,
  plural: 'livestreams',
  kind: 'LiveStream',
  namespaced: true,
  parse: parseRoutedLiveStream,
});
