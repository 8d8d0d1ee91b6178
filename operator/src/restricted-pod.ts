/**
 * What all pods that the operator makes have in common: the `restricted` Pod Security Standard, no Kubernetes credentials, and
 * a quick end when their node is lost.
 */
import type { PodSpec, SecurityContext, Toleration } from 'kubernetes-types/core/v1.js';

const userId = 65_532;

/** Of a pod. */
export const restrictedPod = {
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  securityContext: {
    runAsNonRoot: true,
    runAsUser: userId,
    runAsGroup: userId,
    fsGroup: userId,
    seccompProfile: { type: 'RuntimeDefault' },
  },
} satisfies Partial<PodSpec>;

/** Of each of its containers. */
export const restrictedContainer = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
} satisfies SecurityContext;

/** A lost node's pod is replaced after this; Kubernetes' default is five minutes. */
const lostNodeSeconds = 10;

/** Of a pod that somebody waits for. */
export const lostNodeTolerations: readonly Toleration[] = [
  { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: lostNodeSeconds },
  {
    key: 'node.kubernetes.io/unreachable',
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: lostNodeSeconds,
  },
];
