/** `/api/auth`: log in, refresh, log out. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { callerId } from '../../access/caller.ts';
import { ApiError } from '../../problems/api-error.ts';
import type { AccountServices } from './account-services.ts';
import { sessionFrom } from './auth-answers.ts';
import { logIn } from './log-in.ts';
import { loginSchema, logoutEverywhereSchema, logoutSchema, refreshSchema } from './schemas.ts';
import { clearRefreshCookie, presentedDevice, presentedToken, setSessionCookies } from './session-cookies.ts';
import { endAllSessions, endSession, refreshSession } from './sessions.ts';

const isOver = (error: unknown): boolean => error instanceof ApiError && error.code === 'RefreshTokenInvalid';

export const sessionRoutes: FastifyPluginAsyncTypebox<{ readonly services: AccountServices }> = async (
  app,
  { services },
) => {
  app.post('/login', { schema: loginSchema, config: { access: 'public' } }, async (request, reply) => {
    const origin = { address: request.ip, deviceCookie: presentedDevice(request) };
    const session = await logIn(services, request.body, origin);
    await endSession(services, presentedToken(request));
    setSessionCookies(reply, session);
    return sessionFrom(session);
  });

  app.post('/refresh', { schema: refreshSchema, config: { access: 'cookie' } }, async (request, reply) => {
    const presented = { token: presentedToken(request), deviceCookie: presentedDevice(request) };
    const session = await refreshSession(services, presented).catch((error: unknown) => {
      if (isOver(error)) clearRefreshCookie(reply);
      throw error;
    });
    setSessionCookies(reply, session);
    return sessionFrom(session);
  });

  app.post('/logout', { schema: logoutSchema, config: { access: 'cookie' } }, async (request, reply) => {
    await endSession(services, presentedToken(request));
    clearRefreshCookie(reply);
    return reply.code(204).send(null);
  });

  app.post(
    '/logout-everywhere',
    { schema: logoutEverywhereSchema, config: { access: 'user' } },
    async (request, reply) => {
      await endAllSessions(services, callerId(request.caller));
      clearRefreshCookie(reply);
      return reply.code(204).send(null);
    },
  );
};
