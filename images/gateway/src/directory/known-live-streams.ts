/** The few fields of a LiveStream that the gateway goes by. */
import { group, version } from '@kubecast/crds/names';
import { type KubernetesObject, parseKubernetesObject } from '@kubecast/runtime/kubernetes-object';
import { defineKind } from '@kubecast/runtime/resource-kind';
import { z } from 'zod';

const schema = z.object({
  spec: z.object({ suspend: z.boolean().default(false) }).prefault({}),
  status: z.object({ ingest: z.object({ streamId: z.string() }).optional() }).prefault({}),
});

export interface KnownLiveStream extends KubernetesObject {
  readonly isSuspended: boolean;
  /** As its status tells; undefined while the stream has none. */
  readonly streamId: string | undefined;
}

/** @throws z.ZodError for an object that is no LiveStream */
export const parseKnownLiveStream = (value: unknown): KnownLiveStream => {
  const { apiVersion, kind, metadata } = parseKubernetesObject(value);
  const { spec, status } = schema.parse(value);
  return { apiVersion, kind, metadata, isSuspended: spec.suspend, streamId: status.ingest?.streamId };
};

export const knownLiveStreams = defineKind<KnownLiveStream>({
  group,
  version,
  plural: 'livestreams',
  kind: 'LiveStream',
  namespaced: true,
  parse: parseKnownLiveStream,
});
