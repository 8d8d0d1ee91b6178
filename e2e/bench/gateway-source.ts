/**
 * The encoders of the gateway's bench: a process that calls for each stream and then sends 6 Mbit/s each, in SRT's data packets
 * of 1316 bytes, with the monotonic clock at their beginning.
 *
 *   gateway-source.ts ID=PORT…      sends `ready` to its parent once all are accepted, then answers `sent` with the number of packets;
 *                              leaves when the parent disconnects
 */
import { RawCaller } from '@kubecast/gateway/interop/testing/raw-caller.ts';

const packetBytes = 1_316;
const packetsPerSecond = 6_000_000 / 8 / packetBytes;
const everyMs = 2;
const atOnce = 10;

const call = async (word: string, index: number): Promise<RawCaller> => {
  const [streamId, port] = word.split('=');
  const caller = await RawCaller.open({ port: Number(port), socketId: 1_000 + index });
  const { kind } = await caller.call(streamId);
  if (kind !== 'accepted') throw new Error(`The stream ${streamId} was refused: is the gateway's table too small?`);
  return caller;
};

const words = process.argv.slice(2);
const callers: RawCaller[] = [];
// A few at once: who has been let in says nothing until all are, and must not be given up meanwhile.
while (callers.length < words.length) {
  const first = callers.length;
  callers.push(
    ...(await Promise.all(words.slice(first, first + atOnce).map((word, index) => call(word, first + index)))),
  );
}

const startedMs = performance.now();
let sentEach = 0;

/** Sends what is due, the streams taking turns. */
const sendDue = (): void => {
  const due = Math.floor(((performance.now() - startedMs) / 1_000) * packetsPerSecond);
  for (; sentEach < due; sentEach += 1) {
    for (const caller of callers) {
      const payload = Buffer.allocUnsafe(packetBytes);
      payload.writeBigUInt64BE(process.hrtime.bigint(), 0);
      caller.sendMedia(payload);
    }
  }
  for (const caller of callers) caller.acknowledge();
};

const timer = setInterval(sendDue, everyMs);
process.on('message', (command) => {
  if (command === 'sent') process.send?.(sentEach * callers.length);
});
process.once('disconnect', () => {
  clearInterval(timer);
  for (const caller of callers) caller.leave();
  for (const caller of callers) caller.close();
});
process.send?.('ready');
