import { describe, expect, it } from 'vitest';
import { initialPlayerState, type PlayerState } from '../core/player-state.ts';
import { liveWindow as window } from '../core/testing/live-window.ts';
import {
  autoLabel,
  latencyText,
  liveButtonText,
  messageFor,
  pageState,
  positionText,
  qualityChoices,
  shortPositionText,
} from './view-state.ts';

const state = (change: Partial<PlayerState>): PlayerState => ({
  ...initialPlayerState,
  phase: 'playing',
  window,
  ...change,
});
const behind = { ...window, positionSeconds: 20 };
const ended = { ...window, isEnded: true };

describe('pageState', () => {
  it.each([
    ['connecting', { phase: 'connecting' }],
    ['connecting', { window: undefined }],
    ['live', {}],
    ['live', { phase: 'buffering' }],
    ['behind', { phase: 'buffering', window: behind }],
    ['reconnecting', { phase: 'reconnecting' }],
    ['reconnecting', { phase: 'reconnecting', window: behind }],
    ['disconnected', { phase: 'disconnected' }],
    ['disconnected', { phase: 'disconnected', window: undefined }],
    ['ended', { phase: 'reconnecting', window: ended }],
    ['behind', { window: behind }],
    ['ended', { window: ended }],
    ['offline', { phase: 'offline' }],
    ['offline', { phase: 'private' }],
    ['offline', { phase: 'notFound' }],
    ['offline', { phase: 'unsupported' }],
  ] as const)('is %s for %o', (expected, change) => {
    expect(pageState(state(change))).toBe(expected);
  });
});

describe('messageFor', () => {
  it.each([
    [undefined, {}],
    [undefined, { window: { ...ended, positionSeconds: 20 } }],
    ['Connecting…', { phase: 'connecting' }],
    ['Not live yet', { phase: 'offline' }],
    ['This stream is private', { phase: 'private' }],
    ['There is no such stream', { phase: 'notFound' }],
    ['Loading…', { phase: 'buffering' }],
    ['The stream will be right back', { phase: 'reconnecting' }],
    ['Connection lost', { phase: 'disconnected' }],
    ['The stream has ended', { window: ended }],
    ['The stream is live again', { window: ended, isLiveAgain: true }],
  ] as const)('says %s for %o', (title, change) => {
    expect(messageFor(state(change))?.title).toBe(title);
  });

  it('asks nobody to wait for what is known to be over', () => {
    expect(messageFor(state({ phase: 'reconnecting' }), true)?.title).toBe('The stream has ended');
    expect(messageFor(state({}), true)).toBeUndefined();
  });
});

describe('liveButtonText', () => {
  it.each([
    ['Live', {}],
    ['Go live', { window: behind }],
    ['Go live', { phase: 'offline', window: undefined }],
    ['Ended', { window: ended }],
    ['Go live', { window: ended, isLiveAgain: true }],
  ] as const)('is %s for %o', (text, change) => {
    expect(liveButtonText(state(change))).toBe(text);
  });
});

describe('positionText', () => {
  it.each([
    ['', {}],
    ['', { window: undefined }],
    ['1:20 behind live', { window: behind }],
    ['1:40 of 1:40', { window: ended }],
  ])('is %j', (text, change) => {
    expect(positionText(state(change))).toBe(text);
  });
});

describe('shortPositionText', () => {
  it.each([
    ['', {}],
    ['', { window: undefined }],
    ['−1:20', { window: behind }],
    ['1:40', { window: ended }],
  ])('is %j', (text, change) => {
    expect(shortPositionText(state(change))).toBe(text);
  });
});

describe('latencyText', () => {
  it.each([
    ['3.1 s latency', { latencySeconds: 3.1, isPaused: false }],
    ['4.0 s latency', { latencySeconds: 4, isPaused: false }],
    ['', { latencySeconds: undefined, isPaused: false }],
    ['', { latencySeconds: 3.1, isPaused: true }],
    ['', { latencySeconds: 3.1, isPaused: false, window: behind }],
    ['', { latencySeconds: 3.1, isPaused: false, phase: 'reconnecting' }],
  ] as const)('is %j', (text, change) => {
    expect(latencyText(state(change))).toBe(text);
  });
});

describe('qualityChoices', () => {
  it('is the automatic one, then each rung', () => {
    const qualities = [
      { index: 1, name: '720p', height: 720 },
      { index: 0, name: '360p', height: 360 },
    ];
    expect(qualityChoices(state({ qualities, activeQuality: 0 }))).toEqual([
      { value: 'auto', label: 'Auto (360p)' },
      { value: 1, label: '720p' },
      { value: 0, label: '360p' },
    ]);
  });
});

describe('autoLabel', () => {
  const qualities = [
    { index: 1, name: '720p', height: 720 },
    { index: 0, name: '360p', height: 360 },
  ];

  it.each([
    ['Auto (720p)', { qualities, activeQuality: 1 }],
    ['Auto', { qualities, activeQuality: undefined }],
    ['Auto', { qualities, activeQuality: 1, qualityChoice: 1 }],
  ])('is %s', (label, change) => {
    expect(autoLabel(state(change))).toBe(label);
  });
});
