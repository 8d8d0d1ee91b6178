/**
 * The environment of the migration. Secrets are files of a mounted Secret, `/var/run/kubecast/secrets`: `adminPassword`,
 * `apiPassword`, `usersReaderPassword`, and `postgresCa` where the server's certificate is from an authority of one's own.
 */
import { jsonVariable } from '@kubecast/media/read-configuration';
import { z } from 'zod';

const port = z.number().int().min(1).max(65_535).default(5432);

export const migrateConfigurationSchema = z.object({
  /** The administrator's login, and the database to begin with. */
  KUBECAST_POSTGRES_ADMIN: jsonVariable(
    z.object({
      host: z.string().min(1),
      port,
      user: z.string().min(1),
      database: z.string().min(1).default('postgres'),
      tls: z.enum(['disable', 'require', 'verify-full']).default('disable'),
    }),
  ),
  /** How the Postgres server reaches itself, or the one that has auth_db, for the names of users. */
  KUBECAST_USERS_SERVER: jsonVariable(
    z.object({
      host: z.string().min(1),
      port,
      tls: z.enum(['disable', 'prefer', 'require', 'verify-full']).default('require'),
      certificateAuthorities: z.string().optional(),
    }),
  ),
  KUBECAST_SECRETS_DIRECTORY: z.string().min(1).default('/var/run/kubecast/secrets'),
  /** How long to wait for a server that is not up yet, and for another migration under way. */
  KUBECAST_WAIT_SECONDS: z.coerce.number().int().positive().default(120),
});

export type MigrateConfiguration = z.output<typeof migrateConfigurationSchema>;
