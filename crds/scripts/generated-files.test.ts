import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { generatedFiles } from './generated-files.ts';

describe('generatedFiles', async () => {
  const files = await generatedFiles();

  it.each(files)('are current: $url.pathname', async ({ url, content }) => {
    const written = await readFile(url, 'utf8').catch(() => '');
    expect(written, 'the YAML has changed: run `npm run generate -w @kubecast/crds` and commit the result').toBe(
      content,
    );
  });
});
