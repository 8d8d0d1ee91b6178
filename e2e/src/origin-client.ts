/** A transcoder pod's origin, asked past the edge: with the stream's own token, by a forwarded port. */
import type { TestCluster } from './cluster.ts';
import { forwardPort } from './port-forward.ts';

/** The status with which the pod itself answers for a path such as `/live-streams/<namespace>/<stream>/master.m3u8`. */
export const originStatus = async (cluster: TestCluster, stream: string, path: string): Promise<number> => {
  const [pod, { originToken }] = await Promise.all([cluster.pod(stream), cluster.secret(`${stream}-transcoder`)]);
  const forward = await forwardPort(cluster.namespace, `pod/${pod.metadata.name}`, 8080);
  try {
    const response = await fetch(`${forward.url}${path}`, { headers: { authorization: `Bearer ${originToken}` } });
    await response.body?.cancel();
    return response.status;
  } finally {
    await forward.stop();
  }
};
