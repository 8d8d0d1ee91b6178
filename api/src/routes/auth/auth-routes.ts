/** `/api/auth`: accounts and logins. */
import type { FastifyInstance } from 'fastify';
import type { Routes } from '../../route-options.ts';
import { accountRoutes } from './account-routes.ts';
import { type AccountServices, createAccountServices } from './account-services.ts';
import { sessionRoutes } from './session-routes.ts';
import { sweepSessions } from './sweep-sessions.ts';

const sweepIntervalMs = 3_600_000;

/** Sweeps every hour, as long as the app is open. */
const sweepHourly = (app: FastifyInstance, { pool, now, logger }: AccountServices): void => {
  const sweep = (): void => {
    sweepSessions(pool, now()).catch((err: unknown) => logger.warn({ err }, 'Sweeping ended logins failed'));
  };
  const timer = setInterval(sweep, sweepIntervalMs).unref();
  app.addHook('onClose', async () => clearInterval(timer));
};

export const authRoutes: Routes = async (app, options) => {
  const services = createAccountServices(options);
  sweepHourly(app, services);
  await app.register(accountRoutes, { services });
  await app.register(sessionRoutes, { services });
};
