import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { benches, chooseBenches } from './benches.ts';

const namesOf = (chosen: readonly { readonly name: string }[]) => chosen.map(({ name }) => name);

describe('chooseBenches', () => {
  it('gives all when none is named', () => {
    expect(chooseBenches([])).toEqual(benches);
  });

  it('keeps their order when some are named', () => {
    expect(namesOf(chooseBenches(['token-checks', 'gateway']))).toEqual(['gateway', 'token-checks']);
  });

  it('refuses a name when none has it', () => {
    expect(() => chooseBenches(['gateway', 'video-page'])).toThrow('There is no bench video-page');
  });
});

describe('benches', () => {
  it.each(namesOf(benches))('has %s in a file of its name', (name) => {
    expect(existsSync(join(import.meta.dirname, `${name}.ts`))).toBe(true);
  });
});
