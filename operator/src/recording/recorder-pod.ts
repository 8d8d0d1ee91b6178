/** What keeps a recorder's pod from running, in its own status. Pure. */
import { recordingReasons, recordingStalledReasons } from '@kubecast/crds/conditions';
import type { Pod } from '@kubecast/runtime/core-kinds';
import { imagePullFault, schedulingFault } from '../pod-faults.ts';
import type { RecordingState } from './recording-state.ts';

const storageOf = (pod: Pod): string => pod.spec?.containers[0]?.resources?.requests?.['ephemeral-storage'] ?? 'no';

/** Undefined for a pod that is on its way. */
export const explainPending = (pod: Pod): RecordingState | undefined => {
  const unschedulable = schedulingFault(pod);
  if (unschedulable?.includes('ephemeral-storage')) {
    const message = `No node has room for the video: ${unschedulable}. The recorder needs ${storageOf(pod)} of ephemeral storage: add a node with a larger disk, or free some`;
    return { kind: 'stalled', reason: recordingStalledReasons.noSpace, message };
  }
  const fault = unschedulable
    ? `No node takes the recorder: ${unschedulable}. Add a node, or free some of one`
    : imagePullFault(pod);
  return fault === undefined ? undefined : { kind: 'progressing', reason: recordingReasons.pending, message: fault };
};
