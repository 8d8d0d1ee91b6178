import { describe, expect, it } from 'vitest';
import { assertWithinLimit, type Encoding, ladderLimitOf } from './ladder-limit.ts';
import { builtInLadders } from './ladder-presets.ts';

const limit = ladderLimitOf(builtInLadders);
const rung = (height: number, videoBitrateKbps: number) => ({ name: `${height}p`, height, videoBitrateKbps });
const ofPreset = (id: string) => builtInLadders.find((preset) => preset.id === id)?.renditions ?? [];

const faultOf = (encoding: Encoding): unknown => {
  try {
    return assertWithinLimit(encoding, limit, 'create the stream');
  } catch (error) {
    return error;
  }
};

describe('assertWithinLimit', () => {
  it.each(builtInLadders.map(({ id }) => id))('takes the ladder %s as it is offered', (id) => {
    expect(faultOf({ renditions: ofPreset(id), encodingPreset: 'veryfast' })).toBeUndefined();
  });

  it('takes a smaller ladder with a slower preset', () => {
    expect(faultOf({ renditions: ofPreset('full-hd'), encodingPreset: 'medium' })).toBeUndefined();
  });

  it.each([
    ['the largest with a slower preset', ofPreset('ultra-hd'), 'medium', 'encodingPreset'],
    ['too many pixels', Array.from({ length: 8 }, () => rung(2160, 1000)), 'medium', 'renditions'],
    ['too many bits', [rung(360, 50_000)], 'ultrafast', 'renditions'],
  ] as const)('names the field to lower for %s', (_what, renditions, encodingPreset, field) => {
    expect(faultOf({ renditions, encodingPreset })).toMatchObject({
      code: 'RequestInvalid',
      fields: { [field]: expect.stringContaining('at most') },
    });
  });
});
