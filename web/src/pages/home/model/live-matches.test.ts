import { describe, expect, it } from 'vitest';
import { aStream } from '../../../streams/testing/a-stream.ts';
import { liveMatches } from './live-matches.ts';

const ada = { id: '1', username: 'ada', displayName: null };
const streams = [
  aStream({ title: 'Colour bars, and a tone', owner: ada }),
  aStream({ title: 'A walk in the rain', owner: null }),
];

describe('liveMatches', () => {
  it.each([
    [{}, [0, 1]],
    [{ q: 'BARS' }, [0]],
    [{ q: 'a' }, [0, 1]],
    [{ q: 'rain walk' }, [1]],
    [{ q: '"the rain"' }, [1]],
    [{ q: '"rain walk"' }, []],
    [{ q: 'a -"the rain"' }, [0]],
    [{ q: 'a -bars' }, [1]],
    [{ tag: 'bars' }, []],
    [{ category: 'science', q: 'bars' }, []],
    [{ owner: 'Ada' }, [0]],
    [{ owner: '-', q: 'walk' }, [1]],
  ])('of %j are %j', (search, places) => {
    expect(liveMatches(streams, search)).toEqual(places.map((place) => streams[place]));
  });
});
