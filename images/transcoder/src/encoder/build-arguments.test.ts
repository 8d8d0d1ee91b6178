import { describe, expect, it } from 'vitest';
import type { ProbedSource } from '../probe/probed-source.ts';
import { buildArguments } from './build-arguments.ts';
import type { EncoderJob } from './encoder-job.ts';
import { sessionFormatFor } from './session-ladder.ts';

const ladder = [
  { name: '1080p', height: 1080, videoBitrateKbps: 4500, audioBitrateKbps: 128 },
  { name: '720p', height: 720, videoBitrateKbps: 2500, audioBitrateKbps: 128 },
  { name: '480p', height: 480, videoBitrateKbps: 1200, audioBitrateKbps: 128 },
  { name: '360p', height: 360, videoBitrateKbps: 700, audioBitrateKbps: 96 },
];

const fullHd: ProbedSource = {
  videoCodec: 'h264',
  width: 1920,
  height: 1080,
  pixelAspect: 1,
  interlaced: false,
  frameRate: { numerator: 30, denominator: 1 },
  audioCodec: 'aac',
};

const jobFor = (source: Partial<ProbedSource> = {}, job: Partial<EncoderJob> = {}): EncoderJob => {
  const probed = { ...fullHd, ...source };
  return {
    config: { preset: 'veryfast', segmentSeconds: 2, partMs: 200 },
    source: probed,
    format: sessionFormatFor(ladder, probed),
    startPts: 126_000,
    cores: 4,
    ...job,
  };
};

const profiles: readonly [string, EncoderJob][] = [
  ['full-ladder', jobFor()],
  ['plain-playlists', jobFor({}, { config: { preset: 'medium', segmentSeconds: 6, partMs: 0 }, cores: 1 })],
  [
    'silent-720p-at-29.97',
    jobFor({ width: 1280, height: 720, frameRate: { numerator: 30_000, denominator: 1001 }, audioCodec: undefined }),
  ],
  ['interlaced-wide-pixels', jobFor({ width: 720, height: 576, pixelAspect: 64 / 45, interlaced: true })],
  ['upright', jobFor({ width: 1080, height: 1920 })],
  ['before-the-clock-wraps', jobFor({}, { startPts: 2 ** 33 - 90_000 })],
  ['later-epoch-of-another-shape', jobFor({ width: 1024, height: 768 }, { format: sessionFormatFor(ladder, fullHd) })],
];

describe('buildArguments', () => {
  it.each(profiles)('gives the known command line for %s', async (name, job) => {
    await expect(`${buildArguments(job).join('\n')}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
  });
});
