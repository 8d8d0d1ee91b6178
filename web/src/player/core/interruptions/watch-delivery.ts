/** Keeps the delivery current from what hls.js loads. */
import Hls, { type ErrorData } from 'hls.js';
import { advanceDelivery, type DeliveryEvent, type DeliveryVerdict, deliveryAt, judgeDelivery } from './delivery.ts';

const loadFaults: readonly string[] = [
  Hls.ErrorDetails.MANIFEST_LOAD_ERROR,
  Hls.ErrorDetails.MANIFEST_LOAD_TIMEOUT,
  Hls.ErrorDetails.LEVEL_LOAD_ERROR,
  Hls.ErrorDetails.LEVEL_LOAD_TIMEOUT,
  Hls.ErrorDetails.FRAG_LOAD_ERROR,
  Hls.ErrorDetails.FRAG_LOAD_TIMEOUT,
];

const faultEvent = ({ details, response }: ErrorData): DeliveryEvent | undefined => {
  if (!loadFaults.includes(details)) return undefined;
  return { kind: (response?.code ?? 0) === 0 ? 'unanswered' : 'refused' };
};

/** Returns how to ask for the present verdict. Listens while hls.js lives. */
export const watchDelivery = (hls: Hls): (() => DeliveryVerdict) => {
  let delivery = deliveryAt(performance.now());
  const take = (event: DeliveryEvent | undefined): void => {
    if (event) delivery = advanceDelivery(delivery, event, performance.now());
  };
  hls.on(Hls.Events.LEVEL_UPDATED, (_event, { details }) =>
    take(details.advanced ? { kind: 'advanced', targetDurationSeconds: details.targetduration } : { kind: 'answered' }),
  );
  hls.on(Hls.Events.FRAG_LOADED, () => take({ kind: 'answered' }));
  hls.on(Hls.Events.ERROR, (_event, data) => take(faultEvent(data)));
  return () => judgeDelivery(delivery, performance.now(), navigator.onLine);
};
