/** Processes of the transcoder pod die: what the agent itself makes good. */
import { aimAt, type ProcessName } from '../node-processes.ts';
import type { Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';

const kills = 10;
/** Longer than the viewer is behind, so that each kill's effect is seen before the next. */
const betweenKillsMs = 9_000;

const kill = async (stage: Stage, name: ProcessName): Promise<void> => {
  const send = await aimAt(await stage.pod(), name);
  stage.mark();
  await send('KILL');
};

export const mediaProcessFaults: readonly Scenario[] = [
  {
    name: 'ffmpeg-killed',
    title: 'ffmpeg killed',
    goals: { maxGapSeconds: 0.6, maxFramesLost: 0, encoderStays: true },
    inject: (stage) => kill(stage, 'ffmpeg'),
  },
  {
    name: 'ffmpeg-killed-ten-times',
    title: `ffmpeg killed, ${kills} times`,
    goals: { minUnseenShare: 0.9, maxGapSeconds: 0.6, maxFramesLost: 0, encoderStays: true },
    inject: async (stage) => {
      for (let count = 1; count <= kills; count += 1) {
        await kill(stage, 'ffmpeg');
        if (count < kills) await stage.wait(betweenKillsMs + stage.random.between(0, 2_000));
      }
    },
  },
  {
    name: 'srt-listener-killed',
    title: '`srt-live-transmit` killed',
    goals: { maxResumeSeconds: 0.4 },
    inject: (stage) => kill(stage, 'srt-live-transmit'),
  },
  {
    name: 'agent-killed',
    title: 'agent (container) killed',
    goals: { maxResumeSeconds: 0.4 },
    inject: (stage) => kill(stage, 'node'),
  },
];
