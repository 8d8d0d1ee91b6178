import { describe, expect, it } from 'vitest';
import { recordedVideoOf } from './recorded-video.ts';

const metadata = { namespace: 'live', name: 'main-20260131-193000-k3x9' };
const video = { bucket: 'recordings', key: 'live/main/20260131-193000-k3x9/main-20260131-193000-k3x9/video.mp4' };
const ready = { type: 'Ready', status: 'True', reason: 'Complete', message: 'The video can be played' };
const assembling = { ...ready, status: 'False', reason: 'Assembling', message: 'Assembling 12 of 18 segments' };

describe('recordedVideoOf', () => {
  it('names the object when the recording is complete', () => {
    const status = { conditions: [ready], sizeBytes: 7, video };
    expect(recordedVideoOf({ metadata, status })).toEqual(video);
  });

  it.each([
    [{ conditions: [assembling] }, '(Assembling: Assembling 12 of 18 segments)'],
    [undefined, '(the operator has not seen it yet)'],
  ])('says where it stands when its status is %j', (status, words) => {
    expect(() => recordedVideoOf({ metadata, status })).toThrow(
      `Recording live/main-20260131-193000-k3x9 has no video ${words}`,
    );
  });
});
