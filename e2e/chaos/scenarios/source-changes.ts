/** The encoder sends something else than a moment ago: its clock or its picture changes. */
import { testPicture } from '../../src/srt-publisher.ts';
import type { Scenario } from '../scenario.ts';
import { clockModulus, ticksPerSecond } from '../transport-shift.ts';

const goals = { maxFreezeSeconds: 2 } as const;
const hour = 3_600;
/** Of the encoder's clock: longer than it takes until a viewer watches. */
const secondsBeforeWrap = 45;
/** So long a change is watched from the source's side. */
const watchMs = 4_000;

const anotherPicture = { width: 854, height: 480, frameRate: '25' } as const;

const clockJump = (name: string, title: string, seconds: number): Scenario => ({
  ...{ name, title, goals: { ...goals, encoderStays: true }, spliced: { shiftTicks: 2 * hour * ticksPerSecond } },
  inject: async (stage) => {
    stage.mark();
    stage.splicing.jump(seconds);
    await stage.wait(watchMs);
  },
});

export const sourceChangeFaults: readonly Scenario[] = [
  {
    name: 'clock-wraps',
    title: 'the source’s PTS wraps at 2³³',
    goals: { ...goals, encoderStays: true },
    spliced: { shiftTicks: clockModulus - secondsBeforeWrap * ticksPerSecond },
    inject: async (stage) => {
      const wrapMs = stage.splicing.wrapMs;
      const leftMs = wrapMs - Date.now();
      if (leftMs < 0) throw new Error('The clock wrapped before anybody watched: is the machine too busy?');
      await stage.wait(leftMs);
      stage.mark();
      await stage.wait(watchMs);
    },
  },
  clockJump('clock-jumps-ahead', 'the source’s clock jumps an hour ahead', hour),
  clockJump('clock-jumps-back', 'the source’s clock jumps an hour back', -hour),
  {
    name: 'picture-changes-in-connection',
    title: 'size and frame rate change in the connection',
    goals: { ...goals, encoderStays: true },
    spliced: { shiftTicks: 0 },
    inject: async (stage) => {
      stage.mark();
      await stage.splicing.splice(anotherPicture);
      await stage.wait(watchMs);
    },
  },
  {
    name: 'picture-changes-with-reconnect',
    title: 'size and frame rate change with a reconnect',
    goals: { ...goals, maxResumeSeconds: 0.4 },
    inject: async (stage) => {
      stage.mark();
      await stage.encoder.restart(0, testPicture(anotherPicture));
      await stage.wait(watchMs);
    },
  },
];
