/** Configuration of the buckets Job. */
import { jsonVariable } from '@kubecast/media/read-configuration';
import { z } from 'zod';

export const configurationSchema = z.object({
  /** The object store, without credentials: these are files in `/var/run/kubecast/secrets`. */
  KUBECAST_OBJECT_STORE: jsonVariable(
    z.object({ endpoint: z.url(), region: z.string().min(1), forcePathStyle: z.boolean() }),
  ),
  /** Comma-separated names. */
  KUBECAST_BUCKETS: z
    .string()
    .min(1)
    .transform((names) => names.split(',')),
  /** How long to wait for a store that does not answer yet. */
  KUBECAST_WAIT_SECONDS: z.coerce.number().int().positive().default(120),
});

export type Configuration = z.infer<typeof configurationSchema>;
