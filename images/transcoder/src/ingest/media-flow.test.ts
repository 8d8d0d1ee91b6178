import { describe, expect, it } from 'vitest';
import { MediaFlow } from './media-flow.ts';

/** One letter for each tenth of a second: `v` a picture, `a` sound, `b` both, `.` nothing. */
const flowOf = (story: string) => {
  let nowMs = 0;
  const flow = new MediaFlow(() => nowMs);
  for (const letter of story) {
    nowMs += 100;
    if ('vb'.includes(letter)) flow.noteVideo();
    if ('ab'.includes(letter)) flow.noteAudio();
  }
  return { flow, passMs: (ms: number) => (nowMs += ms) };
};

const both = 'b'.repeat(20);

describe('MediaFlow', () => {
  it.each([
    ['both come', both, false, false],
    ['only sound comes for less than four seconds', both + 'a'.repeat(39), false, false],
    ['only sound comes for four seconds', both + 'a'.repeat(40), true, false],
    ['only pictures come for less than three seconds', both + 'v'.repeat(29), false, false],
    ['only pictures come for three seconds', both + 'v'.repeat(30), false, true],
    ['nothing comes', both + '.'.repeat(100), false, false],
    ['there never was sound', 'v'.repeat(100), false, false],
    ['there never was a picture', 'a'.repeat(100), false, false],
    ['the picture comes back', `${both}${'a'.repeat(50)}bbb`, false, false],
  ])('tells what has stopped when %s', (_, story, videoStopped, audioStopped) => {
    const { flow } = flowOf(story);
    expect([flow.videoStopped, flow.audioStopped]).toEqual([videoStopped, audioStopped]);
  });

  it('tells a silence of the connection from its pictures’', () => {
    const { flow, passMs } = flowOf('');
    flow.noteBytes();
    passMs(600);
    flow.noteBytes();
    expect(flow.isAfterSilence).toBe(false);
    passMs(700);
    flow.noteBytes();
    expect(flow.isAfterSilence).toBe(true);
    passMs(500);
    expect(flow.isAfterSilence).toBe(false);
  });

  it('counts pictures, and the time in which nothing was taken', () => {
    const { flow, passMs } = flowOf(both);
    flow.hold();
    passMs(300);
    flow.hold();
    passMs(200);
    flow.release();
    passMs(1000);
    flow.hold();
    passMs(40);
    expect([flow.videoUnits, flow.heldMs]).toEqual([20, 540]);
  });
});
