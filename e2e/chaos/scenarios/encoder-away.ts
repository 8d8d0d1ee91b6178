/** The encoder is away: not stopped, its packets are lost. It notices by itself and comes back as OBS does. */
import type { Scenario } from '../scenario.ts';

const awayFor = (seconds: number): Scenario => ({
  name: `encoder-away-${seconds}s`,
  title: `encoder away for ${seconds} s`,
  goals: { maxResumeSeconds: 0.4 },
  inject: async (stage) => {
    stage.mark();
    stage.relay.isDropping = true;
    await stage.wait(seconds * 1_000);
    stage.relay.isDropping = false;
  },
});

export const encoderAwayFaults: readonly Scenario[] = [
  awayFor(3),
  awayFor(20),
  awayFor(55),
  {
    name: 'encoder-from-another-port',
    title: 'encoder back from another port after 1 s',
    goals: { maxResumeSeconds: 0.4, maxEncoderBackSeconds: 6, encoderReturns: true },
    inject: async (stage) => {
      stage.mark();
      stage.relay.loseFlows();
      await stage.encoder.restart(1_000);
    },
  },
];
