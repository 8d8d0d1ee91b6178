import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit } from './spool-admission.ts';

const file = (rendition: string, bytes: number) => ({ rendition, bytes });
const queued = [file('720p', 40), file('360p', 10), file('480p', 20), file('360p', 10)];
const request = (incoming: ReturnType<typeof file>, capacityBytes: number) =>
  admit({ queued, incoming, capacityBytes, recordedRendition: '720p' });

describe('admit', () => {
  it('takes a file when there is room', () => {
    expect(request(file('360p', 10), 90)).toEqual({ admitted: true, dropped: [] });
  });

  it('refuses another rendition when there is none', () => {
    expect(request(file('360p', 11), 90)).toEqual({ admitted: false, dropped: [] });
  });

  it('drops the oldest of the others for the recorded rendition', () => {
    expect(request(file('720p', 35), 90)).toEqual({ admitted: true, dropped: [queued[1], queued[2]] });
  });

  it('refuses the recorded rendition when the others do not suffice', () => {
    expect(request(file('720p', 60), 90)).toEqual({ admitted: false, dropped: [] });
  });

  it('never exceeds the capacity and never drops the recorded rendition', () => {
    const files = fc.array(fc.record({ rendition: fc.constantFrom('720p', '360p'), bytes: fc.nat(100) }));
    const incoming = fc.record({ rendition: fc.constantFrom('720p', '360p'), bytes: fc.nat(100) });
    fc.assert(
      fc.property(files, incoming, fc.nat(2000), (waiting, next, capacityBytes) => {
        const { admitted, dropped } = admit({
          queued: waiting,
          incoming: next,
          capacityBytes,
          recordedRendition: '720p',
        });
        const sum = (of: typeof waiting): number => of.reduce((total, { bytes }) => total + bytes, 0);
        expect(dropped.every(({ rendition }) => rendition !== '720p')).toBe(true);
        if (admitted) expect(sum(waiting) - sum([...dropped]) + next.bytes).toBeLessThanOrEqual(capacityBytes);
        else expect(dropped).toEqual([]);
      }),
    );
  });
});
