import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newViewerId, readViewer, signViewer } from './viewer-cookie.ts';

const [old, current] = ['o'.repeat(32), 'c'.repeat(32)];
const id = 'AAAAAAAAAAAAAAAAAAAAAA';

describe('readViewer', () => {
  it('knows a viewer whom the first key signed', () => {
    expect(readViewer([current, old], signViewer([current], id))).toEqual({ id, isFresh: true });
  });

  it('knows a viewer whom a key that is going signed, as not fresh', () => {
    expect(readViewer([current, old], signViewer([old], id))).toEqual({ id, isFresh: false });
  });

  it('knows nobody whose key is gone', () => {
    expect(readViewer([current], signViewer([old], id))).toBeUndefined();
  });

  it.each([undefined, '', id, `${id}.`, `${id}.${'A'.repeat(43)}`, `${id}.${'é'.repeat(43)}`])(
    'knows nobody when the cookie is %j',
    (cookie) => {
      expect(readViewer([current], cookie)).toBeUndefined();
    },
  );

  it('knows nobody when any character was changed', () => {
    const cookie = signViewer([current], id);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
    fc.assert(
      fc.property(fc.nat(cookie.length - 1), fc.constantFrom(...alphabet), (at, character) => {
        const changed = cookie.slice(0, at) + character + cookie.slice(at + 1);
        fc.pre(changed !== cookie);
        expect(readViewer([current], changed)).toBeUndefined();
      }),
    );
  });
});

describe('newViewerId', () => {
  it('makes ids that a cookie carries', () => {
    const made = newViewerId();
    expect(readViewer([current], signViewer([current], made))?.id).toBe(made);
  });
});
