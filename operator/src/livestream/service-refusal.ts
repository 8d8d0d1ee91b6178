/** Turns the API server's refusal of a Service into what the person who chose the node port should do. */
import { stalledReasons } from '@kubecast/crds/conditions';
import { type ApiError, isInvalid } from '@kubecast/runtime/api-error';
import type { Service } from '@kubecast/runtime/core-kinds';
import { StalledError } from '@kubecast/runtime/reconcile-error';

const nodePortField = 'spec.ports[0].nodePort';

const about = ({ causes }: ApiError, word: string): boolean =>
  causes.some(({ field, message }) => field === nodePortField && message?.includes(word));

/** Says of a refusal whether it is about a node port that is taken; then it is worth knowing by whom. */
export const isNodePortTaken = (error: unknown): boolean => isInvalid(error) && about(error, 'allocated');

/** The other Service that has `nodePort` over UDP, of all in the cluster. */
export const nodePortHolder = (services: readonly Service[], nodePort: number): Service | undefined =>
  services.find(({ spec }) => spec?.ports?.some((port) => port.nodePort === nodePort && port.protocol === 'UDP'));

const holderText = (holder: Service | undefined): string =>
  holder ? `Service ${holder.metadata.namespace}/${holder.metadata.name}` : 'another Service';

/** `holder` as by {@link nodePortHolder}. Anything that is not about the node port is returned as it is. */
export const explainServiceRefusal = (error: unknown, nodePort: number | undefined, holder?: Service): unknown => {
  if (!isInvalid(error)) return error;
  if (isNodePortTaken(error)) {
    const message =
      `Node port ${nodePort} is taken by ${holderText(holder)}: set spec.ingest.srt.service.nodePort to a free port, ` +
      'or leave it out and the cluster picks one';
    return new StalledError(stalledReasons.nodePortTaken, message, { cause: error });
  }
  if (about(error, 'range')) {
    const range = /\d+-\d+/.exec(error.serverMessage)?.[0];
    const message =
      `Node port ${nodePort} is not in the cluster's range${range ? ` ${range}` : ''}: set ` +
      'spec.ingest.srt.service.nodePort to a port in it, or leave it out and the cluster picks one';
    return new StalledError(stalledReasons.nodePortOutOfRange, message, { cause: error });
  }
  return error;
};
