/** What nginx says that the page may do, for a server that stands for it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const template = join(import.meta.dirname, '..', '..', '..', 'web', 'nginx', 'nginx.conf.template');

/** As nginx sends it; who may frame the page is another matter. */
export const readContentSecurityPolicy = async (): Promise<string> => {
  const [, policy] = /add_header Content-Security-Policy "([^"]+)"/.exec(await readFile(template, 'utf8')) ?? [];
  if (!policy) throw new Error(`${template} has no Content-Security-Policy`);
  return policy.replace('$frame_ancestors', "'self'");
};
