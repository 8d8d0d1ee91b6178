/** `/api/realtime` through nginx, as an open page has it. */
import { RealtimeTestClient } from '@kubecast/api/src/realtime/testing/realtime-test-client.ts';
import { webUrl } from './browser.ts';

/** Opens a connection, of the user whose access token is given; whoever does closes it. */
export const openRealtime = async (token?: string): Promise<RealtimeTestClient> => {
  const client = new RealtimeTestClient(`${webUrl.replace('http', 'ws')}/api/realtime`);
  await client.next('hello');
  if (token !== undefined) await client.authenticate(token);
  return client;
};
