import { describe, expect, it } from 'vitest';
import { keysOutOfStep } from './rows-out-of-step.ts';

const row = (name: string, id: string, version: string) => ({ namespace: 'live', name, id, resource_version: version });
const resource = (name: string, uid: string, resourceVersion: string) => ({
  metadata: { namespace: 'live', name, uid, resourceVersion },
});

describe('keysOutOfStep', () => {
  it.each([
    ['both say the same', [row('a', '1', '7')], [resource('a', '1', '7')], []],
    ['versions are opaque', [row('a', '1', '0')], [resource('a', '1', 'x')], []],
    ['the row is older', [row('a', '1', '6')], [resource('a', '1', '7')], ['live/a']],
    ['the row is newer', [row('a', '1', '8')], [resource('a', '1', '7')], ['live/a']],
    ['the name was used again', [row('a', '1', '7')], [resource('a', '2', '7')], ['live/a']],
    ['the row is missing', [], [resource('a', '1', '7')], ['live/a']],
    ['the resource is gone', [row('a', '1', '7')], [], ['live/a']],
  ])('is right when %s', (_when, rows, resources, keys) => {
    expect(keysOutOfStep(rows, resources)).toEqual(keys);
  });
});
