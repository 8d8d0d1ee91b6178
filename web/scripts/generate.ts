/** Writes src/api/generated/schemas.ts. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderSchemas } from './render-schemas.ts';

const web = join(import.meta.dirname, '..');
const document = JSON.parse(await readFile(join(web, '..', 'docs', 'reference', 'openapi.json'), 'utf8'));
await writeFile(join(web, 'src', 'api', 'generated', 'schemas.ts'), await renderSchemas(document));
