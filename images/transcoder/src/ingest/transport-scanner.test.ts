import { beforeAll, describe, expect, it } from 'vitest';
import { makeSource, type SourceRecipe } from '../../test-media/make-source.ts';
import { packetBytes, packetPid, presentationTime, ticksBetween } from './transport-packet.ts';
import { type Keyframe, TransportScanner, type TransportSpan } from './transport-scanner.ts';

const scan = (bytes: Buffer) => {
  const frames: number[] = [];
  const scanner = new TransportScanner((pts) => frames.push(pts));
  const spans: TransportSpan[] = [];
  for (let at = 0; at < bytes.length; at += packetBytes * 7)
    spans.push(...scanner.scan(bytes.subarray(at, at + packetBytes * 7)));
  const keyframes = spans.flatMap(({ keyframe }) => (keyframe ? [keyframe] : []));
  return { scanner, spans, frames, keyframes };
};

/** Seconds since the first. */
const times = (keyframes: readonly Keyframe[]): readonly number[] =>
  keyframes.map(({ pts }) => ticksBetween(keyframes[0]?.pts ?? 0, pts) / 90_000);

/** A stream whose muxer never flags a random access point. */
const withoutFlags = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  for (let at = 0; at < copy.length; at += packetBytes) {
    const hasFlags = (copy.readUInt8(at + 3) & 0x20) !== 0 && copy.readUInt8(at + 4) > 0;
    if (hasFlags) copy[at + 5] = copy.readUInt8(at + 5) & ~0x40;
  }
  return copy;
};

const recipes: readonly [string, Partial<SourceRecipe>][] = [
  ['H.264', { seconds: 4 }],
  ['HEVC', { seconds: 4, videoCodec: 'libx265', video: ['-x265-params', 'log-level=none:keyint=60:scenecut=0'] }],
];

describe.each(recipes)('TransportScanner with %s', (_, recipe) => {
  let source = Buffer.alloc(0);
  beforeAll(async () => {
    source = Buffer.from(await makeSource(recipe));
  });

  it('finds every keyframe and frame', () => {
    const { keyframes, frames } = scan(source);
    expect(times(keyframes)).toEqual([0, 2]);
    expect(frames).toHaveLength(120);
  });

  it('finds keyframes by their NAL units when the packets are not flagged', () => {
    expect(times(scan(withoutFlags(source)).keyframes)).toEqual([0, 2]);
  });

  it('cuts before keyframes and loses no byte', () => {
    const { spans } = scan(source);
    expect(Buffer.concat(spans.map(({ bytes }) => bytes)).equals(source)).toBe(true);
    const first = spans.find(({ keyframe }) => keyframe);
    expect(first && presentationTime(first.bytes, 0)).toBe(first?.keyframe?.pts);
  });

  it('gives the tables that are valid at a keyframe', () => {
    const [, second] = scan(source).keyframes;
    const tables = second?.tables ?? Buffer.alloc(0);
    expect([packetPid(tables, 0), packetPid(tables, packetBytes)]).toEqual([0, 0x1000]);
    expect(tables).toHaveLength(2 * packetBytes);
  });

  it('hears the audio', () => {
    expect(scan(source).scanner.hasHeardAudio).toBe(true);
    expect(scan(source.subarray(0, packetBytes * 7)).scanner.hasHeardAudio).toBe(false);
  });
});

describe('TransportScanner', () => {
  it('says that video is lacking when there is only audio', async () => {
    const { scanner, keyframes } = scan(await makeSource({ seconds: 1, video: ['-map', '1:a'] }));
    expect([scanner.lacksVideo, keyframes]).toEqual([true, []]);
  });
});

describe('ticksBetween', () => {
  it.each([
    [100, 400, 300],
    [400, 100, -300],
    [2 ** 33 - 100, 200, 300],
    [200, 2 ** 33 - 100, -300],
  ])('from %d to %d is %d, over the wrap too', (earlier, later, expected) => {
    expect(ticksBetween(earlier, later)).toBe(expected);
  });
});
