/** A way out for an HTTP server that drops nobody. */
import { once } from 'node:events';
import type { Server } from 'node:http';

const sweepMs = 100;

/**
 * Closes the server, by `close` where something stands before it: requests under way may end within `limitMs`, then their
 * connections are cut. Rejects with what `close` fails with, when all connections have ended.
 */
export const drainServer = async (
  server: Server,
  limitMs: number,
  close: () => unknown = () => server.close(),
): Promise<void> => {
  const closed = once(server, 'close');
  // A connection whose last request began before the end is kept open by Node.
  const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
  const cut = setTimeout(() => server.closeAllConnections(), limitMs);
  try {
    await close();
    await closed;
  } catch (error) {
    server.close();
    await closed;
    throw error;
  } finally {
    clearInterval(sweep);
    clearTimeout(cut);
  }
};
