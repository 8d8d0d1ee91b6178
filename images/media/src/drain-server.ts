/** A way out for an HTTP server that drops nobody. */
import { once } from 'node:events';
import type { Server } from 'node:http';

const sweepMs = 100;

/**
 * Closes the server, by `close` where something stands before it: requests under way may end within `limitMs`, then their
 * connections are cut.
 */
export const drainServer = async (
  server: Server,
  limitMs: number,
  close: () => unknown = () => server.close(),
): Promise<void> => {
  const closed = once(server, 'close');
  const closing = close();
  // A connection whose last request began before the end is kept open by Node.
  const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
  const cut = setTimeout(() => server.closeAllConnections(), limitMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
  await closing;
};
