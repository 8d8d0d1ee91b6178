/** What the bucket has is not all that there should be, or is unusual. */
import { segmentName } from '@kubecast/media/keys';
import type { MissingSegment } from '@kubecast/media/recording-result';
import { clockModulus, ticksPerSecond } from '../../transport-shift.ts';
import type { RecordingFault } from '../fault.ts';
import { automaticRecording } from '../session-recording.ts';

const goals = { maxCompleteSeconds: 60 } as const;
/** Of the encoder's clock: it wraps after some segments, and some follow. */
const secondsBeforeWrap = 15;
const segmentsWithWrap = 12;

const damaged: RecordingFault = {
  name: 'segments-empty-and-missing',
  title: 'a segment of no bytes, and one that is not there',
  goals,
  inject: async (stage) => {
    const { session, segments } = await stage.makeSession({ epochs: [{ seconds: 20 }] });
    const [empty, absent] = [segments[3], segments[6]];
    if (!empty || !absent) throw new Error(`The session that was made has only ${segments.length} segments`);
    await stage.look(async ({ stores: { liveSegments } }) => {
      await liveSegments.put(empty.key, '', { contentType: 'video/mp4' });
      await liveSegments.delete(absent.key);
    });
    const missing: readonly MissingSegment[] = [
      { sequence: empty.sequence, why: 'empty' },
      { sequence: absent.sequence, why: 'absent' },
    ];
    await stage.record(session, stage.stream);
    return { name: stage.stream, source: 'made', freeMs: Date.now(), missing };
  },
};

const oneSegment: RecordingFault = {
  name: 'session-of-one-segment',
  title: 'a session of one segment',
  goals,
  inject: async (stage) => {
    const { session, segments } = await stage.makeSession({ epochs: [{ seconds: 1 }] });
    if (segments.length !== 1) throw new Error(`The session has ${segments.map(segmentName).join(', ')}`);
    await stage.record(session, stage.stream);
    return { name: stage.stream, source: 'made', freeMs: Date.now() };
  },
};

const clockWraps: RecordingFault = {
  name: 'recorded-clock-wraps',
  title: 'the source’s PTS wraps at 2³³ in mid-session',
  goals,
  inject: async (stage) => {
    const shiftTicks = clockModulus - secondsBeforeWrap * ticksPerSecond;
    const live = await stage.goLive({ shiftTicks, segments: segmentsWithWrap });
    if (live.wrapMs > Date.now()) throw new Error('The clock did not wrap in time');
    await live.leave();
    return { name: await automaticRecording(stage, live), source: 'streamed', freeMs: Date.now() };
  },
};

export const mediaFaults: readonly RecordingFault[] = [damaged, oneSegment, clockWraps];
