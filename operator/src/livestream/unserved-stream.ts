import type { LiveStream } from '@kubecast/crds/livestream';
import type { UnservedStream } from './session-ender.ts';

/** The stream of a LiveStream that has no pod, as {@link SessionEnder} asks for it. */
export const unservedStream = ({ metadata, spec }: LiveStream): UnservedStream => ({
  namespace: metadata.namespace,
  stream: metadata.name,
  segmentMs: spec.packaging.segmentSeconds * 1000,
});
