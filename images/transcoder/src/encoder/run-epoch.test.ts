import { describe, expect, it } from 'vitest';
import { makeSource, type SourceRecipe } from '../../test-media/make-source.ts';
import { type Packet, readPackets } from '../../test-media/read-packets.ts';
import {
  type EpochTranscript,
  fileOf,
  runTestEpoch,
  segmentsOf,
  sourceOf,
  testAnchorUnixMs,
} from '../../test-media/run-test-epoch.ts';

const renditions = ['180p', '144p'] as const;

/** What a source becomes: its nominal rate, and in how many seconds a segment of one and further ones of two seconds. */
interface Expected {
  readonly frameRate: number;
  readonly audioCodec?: string;
  readonly videoCodec?: string;
  readonly seconds?: number;
}

const aac = { audioCodec: 'aac' };
const dropEveryThird = ['-vf', "select='mod(n,3)'", '-fps_mode', 'vfr', '-tune', 'zerolatency'];

const sources: readonly [string, Partial<SourceRecipe>, Expected][] = [
  ['24 frames a second', { rate: '24' }, { frameRate: 24, ...aac }],
  ['25 frames a second, no audio', { rate: '25', audio: undefined }, { frameRate: 25 }],
  [
    '29.97 frames a second, mono at 44.1 kHz',
    { rate: '30000/1001', audio: { sampleRate: 44_100, channels: 1 } },
    { frameRate: 29.97, ...aac },
  ],
  ['30 frames a second, 5.1 audio', { audio: { sampleRate: 48_000, channels: 6 } }, { frameRate: 30, ...aac }],
  ['50 frames a second', { rate: '50' }, { frameRate: 50, ...aac }],
  ['60 frames a second, no audio', { rate: '60', audio: undefined }, { frameRate: 60 }],
  ['120 frames a second', { rate: '120', seconds: 4 }, { frameRate: 60, seconds: 4, ...aac }],
  ['a variable rate', { video: dropEveryThird }, { frameRate: 30, ...aac }],
  [
    'B-frames, a keyframe every 8 s',
    { seconds: 9, keyframeInterval: 240, video: ['-bf', '2'] },
    { frameRate: 30, seconds: 9, ...aac },
  ],
  [
    'HEVC in 10 bits',
    { videoCodec: 'libx265', video: ['-pix_fmt', 'yuv420p10le', '-x265-params', 'log-level=none'] },
    { frameRate: 30, videoCodec: 'hevc', ...aac },
  ],
];

const ofKind = (packets: readonly Packet[], kind: Packet['kind']): readonly Packet[] =>
  packets.filter((packet) => packet.kind === kind);

/** Packets that do not start where the one before ended. */
const breaks = (packets: readonly Packet[]): readonly Packet[] =>
  packets.filter(({ pts }, index) => {
    const previous = packets[index - 1];
    return previous !== undefined && previous.pts + previous.duration !== pts;
  });

const boundariesOf = (transcript: EpochTranscript, rendition: string) =>
  segmentsOf(transcript, rendition).map(({ sequence, startUnixMs, durationMs }) => ({
    sequence,
    startUnixMs,
    durationMs,
  }));

/** Milliseconds of each keyframe since the first, from a track whose tick is that of its first packet's duration. */
const keyframeTimes = (video: readonly Packet[], frameRate: number): readonly number[] => {
  const ticksPerFrame = video[0]?.duration ?? 1;
  return video.filter(({ key }) => key).map(({ pts }) => Math.round((pts / ticksPerFrame / frameRate) * 1000));
};

const exactRate = (rate: number): number => (rate === 29.97 ? 30_000 / 1001 : rate);

describe('runEpoch', () => {
  it.concurrent.each(sources)(
    'cuts equal, gapless segments at keyframes when the source has %s',
    async (_, recipe, { frameRate, seconds = 6, audioCodec, videoCodec = 'h264' }) => {
      const transcript = await runTestEpoch(sourceOf(await makeSource(recipe)));

      expect(transcript.outcome).toEqual({ kind: 'sourceEnded' });
      expect(transcript.facts?.source).toEqual({
        videoCodec,
        width: 320,
        height: 180,
        frameRate,
        ...(audioCodec ? { audioCodec } : {}),
      });
      const boundaries = boundariesOf(transcript, '180p');
      expect(boundariesOf(transcript, '144p')).toEqual(boundaries);
      expect(boundaries.map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: 1 + Math.ceil((seconds - 1) / 2) }, (__, index) => 7 + index),
      );
      for (const rendition of renditions) {
        const packets = await readPackets(fileOf(transcript, rendition));
        const video = ofKind(packets, 'video');
        expect(breaks(video)).toEqual([]);
        expect(breaks(ofKind(packets, 'audio'))).toEqual([]);
        expect(keyframeTimes(video, exactRate(frameRate))).toEqual(
          boundaries.map(({ startUnixMs }) => startUnixMs - testAnchorUnixMs),
        );
        expect(Math.abs(video.length - seconds * exactRate(frameRate))).toBeLessThanOrEqual(2);
      }
    },
    60_000,
  );
});
