import { describe, expect, it } from 'vitest';
import { originVerdict } from './origin-answer.ts';

const playlist = { 'content-type': 'application/vnd.apple.mpegurl' };

describe('originVerdict', () => {
  it.each([
    ['a playlist', 200, playlist, 'found'],
    ['a page of somebody else', 200, { 'content-type': 'text/html' }, 'stranger'],
    ['something without a name', 200, {}, 'stranger'],
    ['a pod without a session', 404, { 'kubecast-session': 'none' }, 'no-session'],
    ['a pod that lacks it', 404, {}, 'missing'],
    ['a pod of another stream', 401, {}, 'stranger'],
    ['a proxy', 403, {}, 'stranger'],
    ['a pod that begins', 503, {}, 'failing'],
    ['a redirection', 302, {}, 'failing'],
  ])('knows %s', (_what, statusCode, headers, expected) => {
    expect(originVerdict({ statusCode, headers }, 'playlist')).toBe(expected);
  });

  it.each(['init', 'segment', 'part'] as const)('takes video for %s', (kind) => {
    expect(originVerdict({ statusCode: 200, headers: { 'content-type': 'video/mp4' } }, kind)).toBe('found');
    expect(originVerdict({ statusCode: 200, headers: playlist }, kind)).toBe('stranger');
  });
});
