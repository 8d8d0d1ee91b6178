/** Writes every file that is made from the YAML: `npm run generate -w @kubecast/crds`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { generatedFiles } from './generated-files.ts';

for (const { url, content } of await generatedFiles()) {
  await mkdir(new URL('.', url), { recursive: true });
  await writeFile(url, content);
}
