// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createFakeVideo } from '../testing/fake-video.ts';
import { keepPlace } from './keep-place.ts';
import { recallPlace, rememberPlace } from './resume-memory.ts';

const video = { id: 'a', durationSeconds: 100 };

const begin = () => {
  const fake = createFakeVideo();
  const life = new AbortController();
  onTestFinished(() => life.abort());
  keepPlace(fake.element, video, life.signal);
  return { ...fake, life };
};

describe('keepPlace', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  it('remembers the place each few seconds', () => {
    const { load, runTo } = begin();
    load();
    const places = [20, 24.9, 25].map((seconds) => {
      runTo(seconds);
      return recallPlace(video);
    });
    expect(places).toEqual([20, 20, 25]);
  });

  it.each(['pagehide', 'visibilitychange'])('remembers it at once at %s', (event) => {
    const { load, runTo } = begin();
    load();
    runTo(20);
    runTo(22);
    (event === 'pagehide' ? window : document).dispatchEvent(new Event(event));
    expect(recallPlace(video)).toBe(22);
  });

  it('leaves the last place while there is no media', () => {
    rememberPlace(video, 40);
    const { life } = begin();
    life.abort();
    expect(recallPlace(video)).toBe(40);
  });
});
