/** A session ends in a way that nobody has asked for. Each is streamed, and recorded by itself. */
import { objectStoreWorkload, operatorWorkload, withoutWorkload } from '../../../src/without-workload.ts';
import { aimAt } from '../../node-processes.ts';
import type { RecordingFault } from '../fault.ts';
import { automaticRecording } from '../session-recording.ts';

/** With the grace and what a pod takes to leave. */
const goals = { maxCompleteSeconds: 60 } as const;
/** Longer than the grace: the session is over by then. */
const awayMs = 15_000;
const storeAwayMs = 30_000;

const streamDeleted: RecordingFault = {
  name: 'stream-deleted-while-live',
  title: 'LiveStream deleted while live',
  goals,
  inject: async (stage) => {
    const live = await stage.goLive();
    const name = await automaticRecording(stage, live);
    await stage.theatre.cluster.delete(live.stream);
    const freeMs = Date.now();
    await live.leave();
    return { name, source: 'streamed', freeMs };
  },
};

const operatorAway: RecordingFault = {
  name: 'operator-away-for-a-session',
  title: 'operator away when the session began and ended',
  goals,
  inject: async (stage) => {
    const live = stage.liveSource();
    await live.prepare();
    await withoutWorkload(stage.theatre.cluster, operatorWorkload, async () => {
      await live.publish();
      await live.leave();
      await stage.wait(awayMs);
    });
    return { name: await automaticRecording(stage, live), source: 'streamed', freeMs: Date.now() };
  },
};

const podKilledLast: RecordingFault = {
  name: 'pod-killed-at-the-end',
  title: 'transcoder pod killed as the session’s last act',
  goals,
  inject: async (stage) => {
    const live = await stage.goLive();
    const name = await automaticRecording(stage, live);
    const send = await aimAt(await stage.theatre.cluster.pod(live.stream), 'node', 'ffmpeg', 'srt-live-transmit');
    await live.leave();
    await send('KILL');
    return { name, source: 'streamed', freeMs: Date.now() };
  },
};

const storeAwayAtEnd: RecordingFault = {
  name: 'object-store-away-at-the-end',
  title: 'object store away for 30 s when the session ends',
  goals,
  inject: async (stage) => {
    const live = await stage.goLive();
    const name = await automaticRecording(stage, live);
    await withoutWorkload(stage.theatre.cluster, objectStoreWorkload, async () => {
      await live.leave();
      await stage.wait(storeAwayMs);
    });
    return { name, source: 'streamed', freeMs: Date.now() };
  },
};

export const endingFaults: readonly RecordingFault[] = [streamDeleted, operatorAway, podKilledLast, storeAwayAtEnd];
