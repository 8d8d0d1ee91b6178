/** The files of the documentation's page: Swagger UI's own, beside the bundled program or in its package. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

const contentTypes = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
} as const;

type DocsFileName = keyof typeof contentTypes;

export interface DocsFile {
  readonly name: DocsFileName;
  readonly contentType: string;
  readonly content: Buffer;
}

const besideProgram = join(import.meta.dirname, 'docs-ui');

const ofPackage = (): string => {
  const manifest = findPackageJSON('@fastify/swagger-ui', import.meta.url);
  if (manifest === undefined) throw new Error('There is no @fastify/swagger-ui: run npm install');
  return join(dirname(manifest), 'static');
};

const names = Object.keys(contentTypes).filter((name): name is DocsFileName => name in contentTypes);

/** @throws when the image lacks them: see api/Dockerfile */
export const readDocsFiles = async (): Promise<readonly DocsFile[]> => {
  const directory = existsSync(besideProgram) ? besideProgram : ofPackage();
  const read = async (name: DocsFileName): Promise<DocsFile> => ({
    name,
    contentType: contentTypes[name],
    content: await readFile(join(directory, name)),
  });
  return await Promise.all(names.map(read));
};
