/** `/api/auth`: register, and one's own account. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { callerId } from '../../access/caller.ts';
import type { AccountServices } from './account-services.ts';
import { meFrom, sessionFrom } from './auth-answers.ts';
import { changeProfile, readUser } from './change-profile.ts';
import { register } from './register.ts';
import { changeMeSchema, readMeSchema, registerSchema } from './schemas.ts';
import { presentedToken, setDeviceCookie, setSessionCookies } from './session-cookies.ts';
import { deviceCookieFor, endSession } from './sessions.ts';

export const accountRoutes: FastifyPluginAsyncTypebox<{ readonly services: AccountServices }> = async (
  app,
  { services },
) => {
  app.post('/register', { schema: registerSchema, config: { access: 'public' } }, async (request, reply) => {
    const { displayName = null, ...names } = request.body;
    const session = await register(services, { ...names, displayName }, request.ip);
    await endSession(services, presentedToken(request));
    setSessionCookies(reply, session);
    return reply.code(201).send(sessionFrom(session));
  });

  app.get('/me', { schema: readMeSchema, config: { access: 'user' } }, async (request) =>
    meFrom(await readUser(services, callerId(request.caller))),
  );

  app.patch('/me', { schema: changeMeSchema, config: { access: 'user' } }, async (request, reply) => {
    const owner = { id: callerId(request.caller), familyId: presentedToken(request)?.familyId, address: request.ip };
    const user = await changeProfile(services, owner, request.body);
    if (request.body.password !== undefined) setDeviceCookie(reply, deviceCookieFor(services, user));
    return meFrom(user);
  });
};
