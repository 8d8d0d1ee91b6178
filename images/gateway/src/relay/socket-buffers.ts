/**
 * Kernel buffers of a socket. A burst that comes while the process is busy waits there; what does not fit is lost and SRT
 * sends it again. The kernel grants at most `net.core.rmem_max` and `wmem_max` (Debian: 212,992 bytes, some 180 packets), so
 * that the public port has several sockets; a node with larger limits gives more.
 */
import type { Socket } from 'node:dgram';

/** `docs/guide/operations.md` names it as what a node may allow. */
const wantedBytes = 4 * 1024 * 1024;

/** Asks for large buffers. Needs a bound socket. Returns what a receiver got. */
export const enlargeBuffers = (socket: Socket): number => {
  socket.setRecvBufferSize(wantedBytes);
  socket.setSendBufferSize(wantedBytes);
  return socket.getRecvBufferSize();
};
