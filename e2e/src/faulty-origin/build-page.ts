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

/** Vite goes by it, and a test's own value would bring React as it is while one develops. */
const buildForProduction = async (outDir: string): Promise<void> => {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await build({ configFile: join(web, 'vite.config.ts'), logLevel: 'error', build: { outDir } });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
};

/** Whoever builds it removes it. */
export const buildPage = async (): Promise<BuiltPage> => {
  const directory = await mkdtemp(join(tmpdir(), 'kubecast-page-'));
  await buildForProduction(directory);
  const contentSecurityPolicy = await readContentSecurityPolicy();
  return { directory, contentSecurityPolicy, remove: () => rm(directory, { recursive: true, force: true }) };
};
