import { describe, expect, it } from 'vitest';
import { parseStreamId } from './stream-id.ts';

const publish = (streamId: string) => ({ kind: 'publish', streamId });

describe('parseStreamId', () => {
  it.each([
    ['camera-1_A', publish('camera-1_A')],
    ['publish:camera', publish('camera')],
    ['#!::r=camera,m=publish', publish('camera')],
    ['#!::m=publish,u=me,r=camera', publish('camera')],
    ['#!::r=camera,m=request', { kind: 'otherMode' }],
    ['#!::r=camera', { kind: 'otherMode' }],
    ['#!::m=publish', { kind: 'none' }],
    ['#!::r=a b,m=publish', { kind: 'none' }],
    ['read:camera', { kind: 'none' }],
    ['publish:publish:camera', { kind: 'none' }],
    ['publish:', { kind: 'none' }],
    ['camera ', { kind: 'none' }],
    ['', { kind: 'none' }],
    ['x'.repeat(513), { kind: 'none' }],
    [undefined, { kind: 'none' }],
  ])('reads %s', (text, requested) => {
    expect(parseStreamId(text)).toEqual(requested);
  });
});
