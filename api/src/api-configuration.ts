/**
 * The api's environment. Secrets are files of a mounted Secret, `/var/run/kubecast/secrets`: `postgresPassword`,
 * `accessTokenKeys` and `internalApiKeys` (one a line), `grantKey` (one a line, see `grant.ts` of media), `accessKeyId`,
 * `secretAccessKey`.
 */
import { buckets } from '@kubecast/crds/names';
import { jsonVariable } from '@kubecast/media/read-configuration';
import { z } from 'zod';
import { ladderPresetsSchema } from './routes/streams/ladder-presets.ts';

const orAbsent = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);

const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((entry) => entry.trim() || []));

const postgresSchema = z.object({
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535).default(5432),
  user: z.string().min(1).default('kubecast_api'),
  /** As libpq's sslmode. */
  tls: z.enum(['disable', 'require', 'verify-full']).default('disable'),
  /** Connections to each of the four databases. */
  poolSize: z.number().int().min(1).max(100).default(10),
});

export const apiConfigurationSchema = z.object({
  KUBECAST_POSTGRES: jsonVariable(postgresSchema),
  KUBECAST_OBJECT_STORE: jsonVariable(
    z.object({ endpoint: z.url(), region: z.string().min(1), forcePathStyle: z.boolean(), bucket: z.string().min(1) }),
  ),
  KUBECAST_RECORDINGS_BUCKET: orAbsent(z.string().min(1).default(buckets.recordings)),
  KUBECAST_VIDEOS_BUCKET: orAbsent(z.string().min(1).default(buckets.videos)),
  /** Where the api creates streams, and the only namespace that it writes to. */
  KUBECAST_STREAMS_NAMESPACE: z.string().min(1).default('live'),
  /** Whose LiveStreams and Recordings are shown. Empty: all. */
  KUBECAST_WATCH_NAMESPACES: list,
  /** The label of new LiveStreams, where the operator takes care of one shard alone. */
  KUBECAST_SHARD: orAbsent(z.string().min(1).optional()),
  KUBECAST_STREAMS_PER_USER: orAbsent(z.coerce.number().int().min(0).default(3)),
  /** Ladders to choose from, the default one first. Absent: those of `ladder-presets.ts`. */
  KUBECAST_LADDERS: orAbsent(jsonVariable(ladderPresetsSchema).optional()),
  /** Whether the first user who registers becomes administrator. */
  KUBECAST_FIRST_USER_IS_ADMIN: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
  /**
   * Origins of web pages, besides the api's own host, that may call it and open the WebSocket. Logins work from those of its site
   * alone: cookies are SameSite=Strict.
   */
  KUBECAST_WEB_ORIGINS: list,
  /** How many proxies in front append to X-Forwarded-For: nginx is one, a load balancer another. */
  KUBECAST_TRUSTED_PROXIES: orAbsent(z.coerce.number().int().min(0).default(1)),
  /** How often one address may ask, in one replica. 0: nothing is limited, tighter limits of single routes included. */
  KUBECAST_REQUESTS_PER_MINUTE: orAbsent(z.coerce.number().int().min(0).default(1200)),
  KUBECAST_SECRETS_DIRECTORY: z.string().min(1).default('/var/run/kubecast/secrets'),
  KUBECAST_HTTP_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** Health and metrics. */
  KUBECAST_HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(9090),
  /** Of the projection, which one replica at a time runs. */
  KUBECAST_LEASE_NAME: orAbsent(z.string().min(1).default('kubecast-api-projection')),
  /** Where that Lease is. */
  POD_NAMESPACE: z.string().min(1),
  POD_NAME: z.string().min(1),
});

/** The environment, parsed. */
export type ApiConfiguration = z.output<typeof apiConfigurationSchema>;
