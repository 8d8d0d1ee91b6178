/** A UDP relay between one caller and a listener that loses packets on the way there, as a bad line does. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

export interface LossyRelay {
  readonly port: number;
  readonly close: () => void;
}

/** SRT's control packets begin with a one (draft-sharabayko-srt, 3): handshakes and reports always get through. */
const isData = (packet: Buffer): boolean => (packet.readUInt8(0) & 0x80) === 0;

/** `isLost` is asked for each packet of media. */
export const lossyRelay = async (target: number, isLost: () => boolean): Promise<LossyRelay> => {
  const [front, back] = [createSocket('udp4').bind(0, '127.0.0.1'), createSocket('udp4').bind(0, '127.0.0.1')];
  await Promise.all([once(front, 'listening'), once(back, 'listening')]);
  let caller = 0;
  front.on('message', (packet, { port }) => {
    caller = port;
    if (!isData(packet) || !isLost()) back.send(packet, target, '127.0.0.1');
  });
  back.on('message', (packet) => front.send(packet, caller, '127.0.0.1'));
  const close = (): void => {
    front.close();
    back.close();
  };
  return { port: front.address().port, close };
};
