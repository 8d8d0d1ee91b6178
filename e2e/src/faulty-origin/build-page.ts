/** The web app as it is shipped, built into a directory of one's own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { readContentSecurityPolicy } from './content-security-policy.ts';

const web = join(import.meta.dirname, '..', '..', '..', 'web');

export interface BuiltPage {
  readonly directory: string;
  readonly contentSecurityPolicy: string;
  remove(): Promise<void>;
}

/** Whoever builds it removes it. */
export const buildPage = async (): Promise<BuiltPage> => {
  const directory = await mkdtemp(join(tmpdir(), 'kubecast-page-'));
  await build({ configFile: join(web, 'vite.config.ts'), logLevel: 'error', build: { outDir: directory } });
  const contentSecurityPolicy = await readContentSecurityPolicy();
  return { directory, contentSecurityPolicy, remove: () => rm(directory, { recursive: true, force: true }) };
};
