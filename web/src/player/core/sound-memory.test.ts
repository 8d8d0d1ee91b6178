import { describe, expect, it } from 'vitest';
import { fullSound, parseSound } from './sound-memory.ts';

describe('parseSound', () => {
  it.each([
    ['{"volume":0.3,"isMuted":true}', { volume: 0.3, isMuted: true }],
    ['{"volume":0}', { volume: 0, isMuted: false }],
    ['{"volume":1.1}', fullSound],
    ['{"volume":"1"}', fullSound],
    ['[]', fullSound],
    ['null', fullSound],
    ['loud', fullSound],
    [null, fullSound],
  ])('reads %s', (text, sound) => {
    expect(parseSound(text)).toEqual(sound);
  });
});
