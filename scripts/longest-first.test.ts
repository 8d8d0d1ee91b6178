import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { longThoughSmall } from './longest-first.ts';

describe('longThoughSmall', () => {
  it('names files that are there', () => {
    const root = join(import.meta.dirname, '..');
    expect(longThoughSmall.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});
