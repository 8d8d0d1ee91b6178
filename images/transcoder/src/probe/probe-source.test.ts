import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeSource, type SourceRecipe } from '../../test-media/make-source.ts';
import { packetBytes } from '../ingest/transport-packet.ts';
import { TransportSource } from '../ingest/transport-source.ts';
import { probeSource } from './probe-source.ts';

const stereo = { sampleRate: 48_000, channels: 2 };

const sources: readonly [string, Partial<SourceRecipe>, string | undefined][] = [
  ['AAC in long units', { audio: { sampleRate: 48_000, channels: 1 }, video: ['-b:a', '48k'] }, 'aac'],
  ['AAC in a unit a frame', { audio: stereo, video: ['-pes_payload_size', '0'] }, 'aac'],
  ['AAC of six channels', { audio: { sampleRate: 48_000, channels: 6 }, video: ['-b:a', '384k'] }, 'aac'],
  ['MP2', { audio: { ...stereo, codec: 'mp2' }, video: ['-b:a', '256k'] }, 'mp2'],
  ['AC-3', { audio: { sampleRate: 48_000, channels: 6, codec: 'ac3' }, video: ['-b:a', '448k'] }, 'ac3'],
  ['no audio', { audio: undefined }, undefined],
];

/** Hands `media` over piece by piece until `isDone`. */
const trickle = async (input: PassThrough, media: Buffer, isDone: () => boolean): Promise<void> => {
  for (let at = 0; at < media.length && !isDone(); at += packetBytes * 7) {
    input.write(media.subarray(at, at + packetBytes * 7));
    await turn();
  }
};

describe('probeSource', () => {
  it.each(sources)('finds out what a source is from its first frames when it has %s', async (_, recipe, audioCodec) => {
    const media = await makeSource({ seconds: 3, ...recipe, video: ['-tune', 'zerolatency', ...(recipe.video ?? [])] });
    const input = new PassThrough();
    const source = new TransportSource(input);
    let isDone = false;
    const probing = probeSource(source, new AbortController().signal).finally(() => {
      isDone = true;
    });
    const settled = source.settled({ frames: 10, timeoutMs: 10_000 }, new AbortController().signal);
    void settled.then(() => {
      isDone = true;
    });
    await trickle(input, media, () => isDone);

    expect(await probing).toMatchObject({
      kind: 'probed',
      probed: { videoCodec: 'h264', width: 320, height: 180, frameRate: { numerator: 30, denominator: 1 }, audioCodec },
    });
    expect(source.bytes).toBeLessThan(media.length / 2);
    input.destroy();
  });
});
