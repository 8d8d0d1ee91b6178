/** Processes of the transcoder pod die: what the agent itself makes good. */
import { signalProcesses } from '../node-processes.ts';
import type { Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';

const kills = 10;
/** Longer than the viewer is behind, so that each kill's effect is seen before the next. */
const betweenKillsMs = 9_000;

const killFfmpeg = async (stage: Stage): Promise<void> => {
  const pod = await stage.pod();
  stage.mark();
  await signalProcesses(pod, 'KILL', 'ffmpeg');
};

export const mediaProcessFaults: readonly Scenario[] = [
  {
    name: 'ffmpeg-killed',
    title: 'ffmpeg killed',
    goals: { maxGapSeconds: 0.6, maxFramesLost: 0, encoderStays: true },
    inject: killFfmpeg,
  },
  {
    name: 'ffmpeg-killed-ten-times',
    title: `ffmpeg killed, ${kills} times`,
    goals: { minUnseenShare: 0.9, maxGapSeconds: 0.6, maxFramesLost: 0, encoderStays: true },
    inject: async (stage) => {
      for (let kill = 1; kill <= kills; kill += 1) {
        await killFfmpeg(stage);
        if (kill < kills) await stage.wait(betweenKillsMs + stage.random.between(0, 2_000));
      }
    },
  },
  {
    name: 'srt-listener-killed',
    title: '`srt-live-transmit` killed',
    goals: { maxResumeSeconds: 0.4 },
    inject: async (stage) => {
      const pod = await stage.pod();
      stage.mark();
      await signalProcesses(pod, 'KILL', 'srt-live-transmit');
    },
  },
  {
    name: 'agent-killed',
    title: 'agent (container) killed',
    goals: { maxResumeSeconds: 0.4 },
    inject: async (stage) => {
      const pod = await stage.pod();
      stage.mark();
      await signalProcesses(pod, 'KILL', 'node');
    },
  },
];
