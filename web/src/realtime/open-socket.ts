/** A connection to the api of the page's own host: docs/reference/realtime.md. */
export const openSocket = (): WebSocket => {
  const url = new URL('/api/realtime', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return new WebSocket(url);
};
