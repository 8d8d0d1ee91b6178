/** A {@link RealtimeClient} whose sockets, session and HTTP are the test's. Fake timers are the test's too. */
import { vi } from 'vitest';
import { ApiClient } from '../../api/api-client.ts';
import type { Me } from '../../api/generated/schemas.ts';
import type { SessionState } from '../../session/session.ts';
import { StateStore } from '../../state/state-store.ts';
import { RealtimeClient } from '../realtime-client.ts';
import { FakeSocket } from './fake-socket.ts';

const userOf = (id: string): Me => ({
  id,
  username: id,
  email: `${id}@example.org`,
  displayName: null,
  role: 'user',
  createdAt: '2026-01-01T00:00:00.000Z',
});

const stateOf = (userId: string | undefined): SessionState =>
  userId === undefined ? { status: 'anonymous' } : { status: 'known', user: userOf(userId) };

/** `token` and `userId` say who uses the page at first, a user without a token too; `as` makes it somebody else. */
export const createRealtimeBed = (token?: string, userId = token && 'ada') => {
  const sockets: FakeSocket[] = [];
  const posts: unknown[] = [];
  const store = new StateStore<{ state: SessionState }>({ state: stateOf(userId) });
  let current = token;
  const session = {
    subscribe: store.subscribe,
    getSnapshot: () => store.getSnapshot().state,
    tokens: {
      current: async () => current,
      refuse: vi.fn((refused: string) => {
        current = `${refused}+`;
      }),
    },
  };
  const api = new ApiClient(session.tokens, async (_url, init) => {
    posts.push([JSON.parse(String(init?.body)), init?.keepalive]);
    return new Response(null, { status: 204 });
  });
  const openSocket = (): FakeSocket => {
    const socket = new FakeSocket();
    sockets.push(socket);
    return socket;
  };
  return {
    client: new RealtimeClient({ session, api, openSocket, random: () => 1 }),
    sockets,
    posts,
    refuse: session.tokens.refuse,
    /** The session has it from now on, and tells nobody. */
    give: (token: string) => {
      current = token;
    },
    as: (nextToken: string | undefined, nextUserId: string | undefined) => {
      current = nextToken;
      store.update({ state: stateOf(nextUserId) });
    },
    /** The newest socket, greeted. */
    greet: async (): Promise<FakeSocket> => {
      const socket = sockets.at(-1);
      if (!socket) throw new Error('No socket was opened');
      socket.say({ type: 'hello', heartbeatSeconds: 10 });
      await vi.advanceTimersByTimeAsync(0);
      return socket;
    },
  };
};
