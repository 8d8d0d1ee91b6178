import { describe, expect, it } from 'vitest';
import { streamName } from './stream-name.ts';

describe('streamName', () => {
  it.each([
    ['Town hall', 'town-hall-x4k2'],
    ['  Crème brûlée, LIVE!  ', 'creme-brulee-live-x4k2'],
    ['2026 finals', 'stream-2026-finals-x4k2'],
    ['東京', 'stream-x4k2'],
    ['---', 'stream-x4k2'],
    ['ﬁne', 'fine-x4k2'],
    ['a'.repeat(200), `${'a'.repeat(35)}-x4k2`],
    [`${'a'.repeat(34)} b`, `${'a'.repeat(34)}-x4k2`],
  ])('of %j is %s', (title, name) => {
    expect(streamName(title, 'x4k2')).toBe(name);
  });

  it('is a name that the CRD takes, and another one each time', () => {
    const names = Array.from({ length: 20 }, () => streamName('A show'));
    expect(names.every((name) => /^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/.test(name))).toBe(true);
    expect(new Set(names).size).toBeGreaterThan(1);
  });
});
