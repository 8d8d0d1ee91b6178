import { describe, expect, it } from 'vitest';
import type { DvrWindow } from '../../../player/core/dvr-window.ts';
import { initialPlayerState, type PlayerState } from '../../../player/core/player-state.ts';
import { firstFacts, nextFacts, playbackFacts } from './playback-facts.ts';

const window: DvrWindow = {
  startSeconds: 0,
  liveSeconds: 150,
  positionSeconds: 150,
  targetDurationSeconds: 2,
  isEnded: false,
};
const playing: PlayerState = { ...initialPlayerState, phase: 'playing', window, isPaused: false };

describe('playbackFacts', () => {
  it.each<readonly [string, Partial<PlayerState>, boolean]>([
    ['plays', {}, true],
    ['waits for the encoder', { phase: 'reconnecting' }, true],
    ['is paused', { isPaused: true }, false],
    ['plays what has ended', { window: { ...window, isEnded: true } }, false],
    ['has lost its line', { phase: 'disconnected' }, false],
    ['has not begun', { phase: 'connecting', window: undefined }, false],
  ])('says whether somebody watches when the player %s', (_what, own, isWatched) => {
    expect(playbackFacts({ ...playing, ...own }).isWatched).toBe(isWatched);
  });

  it('counts the minutes that can be gone back', () => {
    const facts = { phase: 'playing', shown: 'live', isWatched: true, isSilent: false, windowMinutes: 2 };
    expect(playbackFacts(playing)).toEqual(facts);
  });
});

describe('nextFacts', () => {
  it('is the same object while nothing differs that the page shows', () => {
    expect(nextFacts(firstFacts, initialPlayerState)).toBe(firstFacts);
    const facts = nextFacts(firstFacts, playing);
    const later = { ...playing, window: { ...window, liveSeconds: 151, positionSeconds: 151 } };
    expect(facts).not.toBe(firstFacts);
    expect(nextFacts(facts, later)).toBe(facts);
  });
});
