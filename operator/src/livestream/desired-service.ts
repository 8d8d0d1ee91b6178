/**
 * The Service `<name>-srt`: one UDP port to the pod. Its traffic policy is the default (`Cluster`): the agent needs no
 * caller's address, and an encoder that was set up with one node's address must still get through when the pod has moved
 * to another node. A pod that does not listen yet gets no traffic.
 */

import type { LiveStream } from '@kubecast/crds/livestream';
import { liveStreamLabel, ports, transcoderComponent } from '@kubecast/crds/names';
import type { Service } from '@kubecast/runtime/core-kinds';
import { childMetadata, serviceName } from './child-metadata.ts';

/** The name of the port in Service and pod. */
export const srtPortName = 'srt';

/** Desired state, as applied. */
export const desiredService = (liveStream: LiveStream): Service => {
  const { type, nodePort, annotations } = liveStream.spec.ingest.srt.service;
  const metadata = childMetadata(liveStream, serviceName(liveStream.metadata.name));
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...metadata, ...(annotations && { annotations: { ...annotations } }) },
    spec: {
      type,
      selector: {
        'app.kubernetes.io/component': transcoderComponent,
        [liveStreamLabel]: liveStream.metadata.name,
      },
      ports: [
        {
          name: srtPortName,
          protocol: 'UDP',
          port: ports.srt,
          targetPort: srtPortName,
          ...(nodePort !== undefined && { nodePort }),
        },
      ],
    },
  };
};
