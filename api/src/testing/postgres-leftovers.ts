/**
 * What tests leave in the temporary directory: templates, which are of no use once the migrations are others, though another
 * checkout may still be at work with them; and servers' directories, where a test ended while its server was away.
 */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

export const templatePrefix = 'kubecast-postgres-';
export const serverPrefix = 'kubecast-pg-';

/** Since the last use; no test takes a fraction of it. */
const keptForMs = 24 * 3_600_000;

const changedMs = (path: string): Promise<number> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    // Somebody else removed it.
    () => Number.POSITIVE_INFINITY,
  );

/** Removes those in `parent` that nobody has used for a day. */
export const removeLeftovers = async (parent: string): Promise<void> => {
  const names = await readdir(parent);
  const ours = names.filter((name) => name.startsWith(templatePrefix) || name.startsWith(serverPrefix));
  for (const path of ours.map((name) => join(parent, name))) {
    if (Date.now() - (await changedMs(path)) <= keptForMs) continue;
    // Another user's stay.
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
};
