/**
 * The edge's configuration: environment and the files of a mounted Secret.
 *
 * `/var/run/kubecast/secrets`: `originKey` (derives the pods' tokens), `grantKey` (one key a line, see `grant.ts`),
 * `accessKeyId`, `secretAccessKey` (read by each request to the object store). A changed key is in force within seconds (`key-files.ts` of media).
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buckets } from '@kubecast/crds/names';
import { type GrantKey, parseGrantKeys } from '@kubecast/media/grant';
import { jsonVariable } from '@kubecast/media/read-configuration';
import { z } from 'zod';

const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((entry) => entry.trim() || []));

const webOrigin = z.string().regex(/^https?:\/\/[^/]+$/, 'is not an origin such as https://tv.example.org');

/** The environment. */
export const edgeConfigurationSchema = z.object({
  KUBECAST_OBJECT_STORE: jsonVariable(
    z.object({ endpoint: z.url(), region: z.string().min(1), forcePathStyle: z.boolean(), bucket: z.string().min(1) }),
  ),
  /** What the object store calls the buckets of finished recordings and of published videos. */
  KUBECAST_RECORDINGS_BUCKET: z.string().min(1).default(buckets.recordings),
  KUBECAST_VIDEOS_BUCKET: z.string().min(1).default(buckets.videos),
  KUBECAST_CORS_ORIGINS: list.pipe(z.array(webOrigin)),
  /** Empty: all. */
  KUBECAST_WATCH_NAMESPACES: list,
  KUBECAST_CACHE_MEBIBYTES: z.coerce.number().int().min(1).max(65_536).default(256),
});

export type EdgeConfiguration = z.output<typeof edgeConfigurationSchema>;

/** What the object store calls each bucket, by its name in an URL: those names are the product's, and never change. */
export const bucketNames = (configuration: EdgeConfiguration) => ({
  [buckets.liveSegments]: configuration.KUBECAST_OBJECT_STORE.bucket,
  [buckets.recordings]: configuration.KUBECAST_RECORDINGS_BUCKET,
  [buckets.videos]: configuration.KUBECAST_VIDEOS_BUCKET,
});

export interface EdgeKeys {
  readonly originKey: string;
  readonly grantKeys: readonly GrantKey[];
}

/** @throws an error that names the file when one is absent or its content is no key */
export const readEdgeKeys = async (directory: string): Promise<EdgeKeys> => {
  const [originKey, grantKey] = await Promise.all(
    ['originKey', 'grantKey'].map((name) => readFile(join(directory, name), 'utf8')),
  );
  const trimmed = originKey?.trim() ?? '';
  if (trimmed === '') throw new RangeError(`${join(directory, 'originKey')} is empty, put a random key into it`);
  return { originKey: trimmed, grantKeys: parseGrantKeys(grantKey ?? '') };
};
