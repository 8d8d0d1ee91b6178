import type { LiveStream } from '@kubecast/crds/livestream';
import { objectKey } from '@kubecast/runtime/kubernetes-object';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StreamIdClaims } from './stream-id-claims.ts';
import { liveStreamFixture } from './testing/live-stream-fixture.ts';

const stream = (name: string, creationTimestamp: string, uid = `${name}-uid`) => {
  const liveStream = liveStreamFixture();
  return { ...liveStream, metadata: { ...liveStream.metadata, name, uid, creationTimestamp } };
};

const old = stream('old', '2026-11-22T17:00:00Z');
const young = stream('young', '2026-11-22T18:00:00Z');

const createClaims = () => {
  const changed: string[] = [];
  return { changed, claims: new StreamIdClaims((key) => changed.push(key)) };
};

describe('StreamIdClaims', () => {
  it('gives an id to whoever asks alone', () => {
    expect(createClaims().claims.claim(young, 'a')).toBe('live/young');
  });

  it('gives an id to the older stream, also when that asks later, and tells the younger one', () => {
    const { claims, changed } = createClaims();
    expect(claims.claim(young, 'a')).toBe('live/young');
    expect(claims.claim(old, 'a')).toBe('live/old');
    expect(changed).toEqual(['live/young']);
    expect(claims.claim(young, 'a')).toBe('live/old');
  });

  it('decides by uid between streams of the same second', () => {
    const { claims } = createClaims();
    claims.claim(stream('a', '2026-11-22T17:00:00Z', 'uid-2'), 'id');
    expect(claims.claim(stream('b', '2026-11-22T17:00:00Z', 'uid-1'), 'id')).toBe('live/b');
  });

  it.each([
    ['is deleted', (claims: StreamIdClaims) => claims.release('live/old')],
    ['takes another id', (claims: StreamIdClaims) => claims.claim(old, 'b')],
    [
      'is made anew, younger',
      (claims: StreamIdClaims) => claims.claim(stream('old', '2026-11-22T19:00:00Z', 'new'), 'a'),
    ],
  ])('gives the id to the younger stream, and tells it, when the older one %s', (_what, change) => {
    const { claims, changed } = createClaims();
    claims.claim(old, 'a');
    claims.claim(young, 'a');
    changed.length = 0;
    change(claims);
    expect(changed).toContain('live/young');
    expect(claims.claim(young, 'a')).toBe('live/young');
  });

  it('tells nobody when a claim is repeated', () => {
    const { claims, changed } = createClaims();
    claims.claim(old, 'a');
    claims.claim(young, 'a');
    changed.length = 0;
    claims.claim(young, 'a');
    claims.claim(old, 'a');
    expect(changed).toEqual([]);
  });

  it('leaves the id to the older of two, whatever they did before', () => {
    const moves = fc.array(fc.tuple(fc.constantFrom(old, young), fc.constantFrom('a', 'b', undefined)), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(moves, (sequence) => {
        const { claims } = createClaims();
        for (const [mover, id] of sequence) move(claims, mover, id);
        const wanted = (who: LiveStream) => sequence.findLast(([mover]) => mover === who)?.[1];
        const holder = wanted(old) === 'a' ? old : young;
        expect(claims.claim(young, 'a')).toBe(objectKey(holder));
      }),
    );
  });
});

const move = (claims: StreamIdClaims, mover: LiveStream, id: string | undefined): void => {
  if (id === undefined) claims.release(objectKey(mover));
  else claims.claim(mover, id);
};
