// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  firstPictureOf,
  forgetFirstPicture,
  makePlayerPlace,
  showFirstPicture,
  streamOfPath,
} from './first-picture.ts';

const bars = { namespace: 'streams', name: 'bars' };

beforeEach(() => {
  vi.useFakeTimers({ now: 20_000, toFake: ['Date'] });
  document.body.innerHTML = '<div id="app"><main class="px-4"><p role="status">Loading</p><div>grey</div></main></div>';
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const makePlace = (): Element => {
  const main = document.querySelector('main');
  if (!main) throw new Error('There is no main');
  return makePlayerPlace(main);
};

describe('streamOfPath', () => {
  it.each([
    ['/watch/streams/bars', bars],
    ['/watch/streams/bars/', bars],
    ['/watch/streams', undefined],
    ['/watch/streams/bars/more', undefined],
    ['/watch/Streams/ba%20rs', undefined],
    ['/embed/streams/bars', undefined],
    ['/', undefined],
  ])('knows the stream of %s', (path, stream) => {
    expect(streamOfPath(path)).toEqual(stream);
  });
});

describe('showFirstPicture', () => {
  it('puts the picture where the player will be, and keeps its address for the poster', async () => {
    vi.spyOn(HTMLImageElement.prototype, 'decode').mockResolvedValue();
    const place = makePlace();
    expect(document.querySelector('main')?.textContent).toBe('Loading');
    expect(document.querySelector('main')?.className).toBe('');
    expect(firstPictureOf(bars)).toBeUndefined();
    await showFirstPicture(bars, place);
    expect(place.querySelector('img')?.getAttribute('src')).toBe('/live-streams/streams/bars/thumbnail.jpg?t=2');
    expect(firstPictureOf(bars)).toMatch(/\/live-streams\/streams\/bars\/thumbnail\.jpg\?t=2$/);
    expect(firstPictureOf({ ...bars, name: 'other' })).toBeUndefined();
    forgetFirstPicture();
    expect(firstPictureOf(bars)).toBeUndefined();
  });

  it('leaves the place black where there is no picture', async () => {
    vi.spyOn(HTMLImageElement.prototype, 'decode').mockRejectedValue(new Error('no picture'));
    const place = makePlace();
    await showFirstPicture({ ...bars, name: 'dark' }, place);
    expect(place.children).toHaveLength(0);
    expect(firstPictureOf({ ...bars, name: 'dark' })).toBeUndefined();
  });
});
