/**
 * A session becomes a video, whatever happens on the way: as its users meet it, from the `kubectl` of a platform engineer to the
 * viewer's seek bar. Every picture carries its moment, so that what the bucket got and what the video has can be told apart.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LiveStreamSpecInput } from '@kubecast/crds/livestream';
import { liveStreamLabel } from '@kubecast/crds/names';
import type { Recording } from '@kubecast/crds/recording';
import { readBoxes } from '@kubecast/media/boxes';
import { type EpochEntry, EpochLog } from '@kubecast/media/epoch-log';
import type { SegmentName } from '@kubecast/media/keys';
import { recordingFiles, sessionRecordingName } from '@kubecast/media/recording-keys';
import { isNotFound } from '@kubecast/runtime/api-error';
import { events, namespaces, type Pod, pods } from '@kubecast/runtime/core-kinds';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EncoderLikeObs } from './chaos/encoder-like-obs.ts';
import { launchBrowser } from './src/browser.ts';
import { TestCluster } from './src/cluster.ts';
import { ffprobe } from './src/ffprobe.ts';
import { leastGapSeconds, mediaGaps, mediaSeconds } from './src/media-gaps.ts';
import { readMomentsIn } from './src/moments-in-media.ts';
import { signedUrl, unsignedUrl } from './src/signed-url.ts';
import { testPicture } from './src/srt-publisher.ts';
import { parseStoryboard } from './src/storyboard-cues.ts';
import { kubectl } from './src/stream-credentials.ts';
import { listAll } from './src/stream-store.ts';
import { type SessionRung, TestRecordings } from './src/test-recordings.ts';
import { VideoPage } from './src/video-page.ts';
import { operatorWorkload, withoutWorkload } from './src/without-workload.ts';

const name = 'recorded';
const unrecorded = 'unrecorded';
const rendition = '360p';

/** The encoder may come back late and a pod start slowly on a busy machine: the session must not end of it. */
const patient: LiveStreamSpecInput = {
  title: 'A recorded stream',
  renditions: [
    { name: '360p', height: 360, videoBitrateKbps: 700 },
    { name: '144p', height: 144, videoBitrateKbps: 200 },
  ],
  reconnect: { graceSeconds: 30 },
};
const impatient: LiveStreamSpecInput = { ...patient, reconnect: { graceSeconds: 5 } };
const never: LiveStreamSpecInput = {
  renditions: [{ name: '144p', height: 144, videoBitrateKbps: 150 }],
  recording: { mode: 'Never' },
};

const awayMs = 5_000;
/** Of media, without what was away. */
const sessionSeconds = 30;
/** Audio and video of an epoch end up to a frame apart. */
const aFrameSeconds = 0.05;
const slow = { timeoutMs: 90_000, intervalMs: 250 };
const live = { type: 'Live', status: 'True' } as const;

/** The outputs are kept here, for whoever wants to read them. */
const outputDirectory = join(import.meta.dirname, '..', 'dist', 'e2e');

const middleOf = ({ startUnixMs, durationMs }: SegmentName): string =>
  new Date(startUnixMs + durationMs / 2).toISOString();

/** When each packet is shown, seconds, in order. */
const timesIn = async (file: string, selected: string): Promise<readonly number[]> => {
  const { packets } = await ffprobe(file, '-select_streams', selected, '-show_packets');
  return packets.map(({ pts_time: seconds = Number.NaN }) => seconds).toSorted((a, b) => a - b);
};

const stepsIn = async (file: string, selected: string): Promise<readonly number[]> => {
  const times = await timesIn(file, selected);
  return times.slice(1).map((seconds, index) => seconds - (times[index] ?? 0));
};

describe('a recording', () => {
  let cluster: TestCluster;
  let recordings: TestRecordings;
  let browser: Browser;
  let directory: string;
  let encoder: EncoderLikeObs;
  let rung: SessionRung;
  let recordingName: string;
  /** What the bucket got of the session. */
  let segments: readonly SegmentName[];
  /** Of its pictures, in order. */
  let moments: readonly (number | undefined)[];
  let recording: Recording;
  let video: Buffer;
  let videoFile: string;

  beforeAll(async () => {
    cluster = await TestCluster.open('recordings');
    recordings = await TestRecordings.open(cluster);
    [browser, directory] = await Promise.all([launchBrowser(), mkdtemp(join(tmpdir(), 'kubecast-recordings-'))]);
    await mkdir(outputDirectory, { recursive: true });
    await cluster.apply(unrecorded, never);
    encoder = new EncoderLikeObs(await cluster.start(name, patient), testPicture());
    encoder.start();
    await cluster.waitForCondition(name, live);
    const session = (await cluster.stream(name)).status?.session?.id ?? '';
    rung = { stream: name, session, rendition };
    recordingName = sessionRecordingName(name, session);
  });

  afterAll(async () => {
    await encoder?.stop();
    await browser?.close();
    await recordings?.close();
    await cluster?.close();
    if (directory) await rm(directory, { recursive: true, force: true });
  });

  const storedSegments = async (): Promise<readonly SegmentName[]> => (await recordings.rung(rung)).segments;

  /** Waits until the bucket has so many segments of epochs after that one. */
  const waitForSegments = async (count: number, afterEpoch = 0): Promise<readonly SegmentName[]> =>
    waitFor(
      `the bucket has ${count} segments after epoch ${afterEpoch}`,
      async () => {
        const stored = await storedSegments();
        return stored.filter(({ epoch }) => epoch > afterEpoch).length >= count && stored;
      },
      slow,
    );

  const readMoments = async (wanted: readonly SegmentName[]): Promise<readonly (number | undefined)[]> => {
    const media = await recordings.mediaOf(rung, wanted);
    return (await Promise.all(media.map((epoch) => readMomentsIn(epoch, Date.now())))).flat();
  };

  const writeMedia = async (fileName: string, media: Buffer): Promise<string> => {
    const file = join(directory, fileName);
    await writeFile(file, media);
    return file;
  };

  /** The newest entry of a stream's epoch log. */
  const lastEntry = (stream: string): Promise<EpochEntry> => {
    const log = new EpochLog(recordings.stores.liveSegments, { namespace: cluster.namespace, stream });
    return waitFor(`${stream} has a log`, () => log.readLast());
  };

  const waitForEnd = (stream: string): Promise<EpochEntry> =>
    waitFor(
      `the session of ${stream} is over`,
      async () => {
        const entry = await lastEntry(stream);
        return entry.end && entry;
      },
      slow,
    );

  /** The values that `kubectl get recordings` has for one, after its name. */
  const columnsOf = async (wanted: string): Promise<readonly string[]> => {
    const table = await kubectl('get', 'recordings', '-n', cluster.namespace);
    await writeFile(join(outputDirectory, 'recordings.txt'), table);
    const [head = '', ...lines] = table.trimEnd().split('\n');
    expect(head.split(/\s{2,}/)).toEqual(['NAME', 'STREAM', 'STATE', 'DURATION', 'SIZE', 'AGE']);
    // Columns without a value are blank: each value is where its column's head is.
    const starts = [...head.matchAll(/\S+/g)].map(({ index }) => index);
    const line = lines.find((one) => one.startsWith(`${wanted} `)) ?? '';
    return starts.map((start, column) => line.slice(start, starts[column + 1]).trim()).slice(1);
  };

  const clip = async (clipName: string, cut: readonly SegmentName[]): Promise<Recording> => {
    const [first, last] = [cut.at(0), cut.at(-1)];
    if (!first || !last) throw new Error('There is nothing to cut a clip from');
    const range = { from: middleOf(first), to: middleOf(last) };
    await recordings.applyClip(clipName, { liveStream: name, session: rung.session }, range);
    return recordings.waitForComplete(clipName);
  };

  /** That a Recording tells where these segments leave something out. */
  const expectGaps = ({ status }: Recording, made: readonly SegmentName[]): void => {
    const gaps = mediaGaps(made);
    const told = (status?.gaps ?? []).filter(({ seconds }) => seconds > leastGapSeconds);
    expect(told.map(({ at }) => Date.parse(at))).toEqual(gaps.map(({ atMs }) => expect.closeTo(atMs, -2)));
    expect(told.map(({ seconds }) => seconds)).toEqual(gaps.map(({ seconds }) => expect.closeTo(seconds, 1)));
  };

  /** That a clip is these segments whole. */
  const expectCut = async (made: Recording, cut: readonly SegmentName[]): Promise<void> => {
    expect(made.status).toMatchObject({ segments: cut.length, missingSegments: 0, width: 640, height: 360 });
    expect(made.status?.durationSeconds).toBeCloseTo(mediaSeconds(cut), 0);
    expect(Date.parse(made.status?.startedAt ?? '')).toBeCloseTo(cut[0]?.startUnixMs ?? 0, -2);
    expectGaps(made, cut);
    expect(await readMomentsIn(await recordings.file(made, 'video'), Date.now())).toEqual(await readMoments(cut));
  };

  /** Waits until another pod serves the stream. */
  const waitForSuccessor = async ({ metadata }: Pod): Promise<void> => {
    const isThere = async () => (await cluster.pod(name)).metadata.uid !== metadata.uid;
    await waitFor(`${name} has another pod`, isThere, slow);
    await cluster.waitForCondition(name, { type: 'Ready', status: 'True', reason: 'Listening' });
  };

  it('is there from the start of its session', async () => {
    await recordings.waitForCondition(recordingName, { type: 'Ready', status: 'False', reason: 'Recording' });
    const { metadata, spec } = await recordings.get(recordingName);
    expect(metadata.labels).toMatchObject({ [liveStreamLabel]: name });
    expect(metadata.ownerReferences ?? []).toEqual([]);
    expect(spec).toMatchObject({
      source: { liveStream: name, session: rung.session },
      title: 'A recorded stream',
      visibility: 'Public',
      deletionPolicy: 'Delete',
    });
    await waitFor('the stream names its recording', async () => {
      return (await cluster.stream(name)).status?.recordingRef?.name === recordingName;
    });
    expect(await columnsOf(recordingName)).toEqual([name, 'Recording', '', '', expect.stringMatching(/^\d+[smh]/)]);
  });

  it('is not made when its stream is never recorded', async () => {
    const small = testPicture({ width: 256, height: 144, videoBitrateKbps: 200 });
    const other = new EncoderLikeObs(await cluster.waitForTarget(unrecorded), small);
    other.start();
    await cluster.waitForCondition(unrecorded, live).finally(() => other.stop());
    await cluster.apply(unrecorded, { ...never, suspend: true });
    expect(await waitForEnd(unrecorded)).toMatchObject({ recording: false });
    expect((await cluster.stream(unrecorded)).status?.recordingRef).toBeUndefined();
    expect(await recordings.names()).toEqual([recordingName]);
  });

  it('can be made of a range while the session goes on, cut where segments begin', async () => {
    const stored = await waitForSegments(5);
    await expectCut(await clip('while-live', stored.slice(1, 4)), stored.slice(1, 4));
    expect(await lastEntry(name)).toMatchObject({ session: rung.session, end: false });
    expect(await cluster.waitForCondition(name, live)).toMatchObject({ reason: 'Live' });
  });

  it('goes on over an absence of the encoder and a lost pod', async () => {
    const first = (await waitForSegments(1)).at(-1)?.epoch ?? 0;
    await encoder.restart(awayMs);
    const second = (await waitForSegments(2, first)).at(-1)?.epoch ?? 0;
    const { metadata } = await cluster.pod(name);
    await cluster.client.delete(pods, { namespace: cluster.namespace, name: metadata.name });
    await waitForSegments(2, second);
    const isLong = async () => mediaSeconds(await storedSegments()) >= sessionSeconds;
    await waitFor(`${sessionSeconds} s of media are there`, isLong, slow);
    expect((await cluster.stream(name)).status?.session?.id).toBe(rung.session);
    await recordings.waitForCondition(recordingName, { type: 'Ready', status: 'False', reason: 'Recording' });
    await encoder.stop();
  });

  it('completes by itself when the session is over, and says so', async () => {
    recording = await recordings.waitForComplete(recordingName);
    segments = await storedSegments();
    [moments, video] = await Promise.all([readMoments(segments), recordings.file(recording, 'video')]);
    videoFile = await writeMedia('video.mp4', video);
    await recordings.waitForCondition(recordingName, { type: 'Ready', status: 'True', reason: 'Complete' });
    await waitFor(
      'there is an event Complete',
      async () => {
        const { items } = await cluster.client.list(events, { namespace: cluster.namespace });
        return items.some(({ regarding, reason }) => regarding?.name === recordingName && reason === 'Complete');
      },
      slow,
    );
    const [stream, state, duration, size] = await columnsOf(recordingName);
    expect({ stream, state }).toEqual({ stream: name, state: 'Complete' });
    expect({ duration, size }).toEqual({ duration: recording.status?.duration, size: recording.status?.size });
    const secret = cluster.secret(`${recordingName}-recorder`);
    await expect(secret).rejects.toSatisfy(isNotFound);
  });

  it('holds every picture that reached the bucket, in order', async () => {
    expect(await readMomentsIn(video, Date.now())).toEqual(moments);
    expect(moments.flatMap((moment) => moment ?? []).length).toBeGreaterThan(moments.length * 0.9);
  });

  it('has a status that tells what the video is, and where the session had no media', async () => {
    const { status } = recording;
    const prefix = recordings.prefixOf(recording);
    const fileOf = (file: keyof typeof recordingFiles) => ({
      bucket: 'recordings',
      key: prefix + recordingFiles[file],
    });
    expect(status).toMatchObject({
      ...{ width: 640, height: 360, segments: segments.length, missingSegments: 0, sizeBytes: video.length },
      ...{ video: fileOf('video'), thumbnail: fileOf('thumbnail'), storyboard: fileOf('storyboard') },
    });
    expect(status?.durationSeconds).toBeCloseTo(mediaSeconds(segments), 0);
    const [first, last] = [segments.at(0), segments.at(-1)];
    expect(Date.parse(status?.startedAt ?? '')).toBeCloseTo(first?.startUnixMs ?? 0, -2);
    expect(Date.parse(status?.endedAt ?? '')).toBeCloseTo((last?.startUnixMs ?? 0) + (last?.durationMs ?? 0), -2);
    expect(Math.max(...mediaGaps(segments).map(({ seconds }) => seconds))).toBeGreaterThan(awayMs / 2_000);
    expectGaps(recording, segments);
    expect(await recordings.filesOf(recording)).toEqual(
      ['video', 'thumbnail', 'storyboard', 'storyboardImage', 'result']
        .map((file) => recordingFiles[file as keyof typeof recordingFiles])
        .toSorted(),
    );
    expect(await recordings.result(recording)).toMatchObject({ rendition, frames: moments.length });
  });

  it.each([
    ['video', 'v:0'],
    ['audio', 'a:0'],
  ])('has %s without a jump that no epoch has', async (_, selected) => {
    const epochs = await recordings.mediaOf(rung, segments);
    const files = await Promise.all(epochs.map((media, index) => writeMedia(`${selected}-${index}.mp4`, media)));
    const widest = Math.max(...(await Promise.all(files.map((file) => stepsIn(file, selected)))).flat());
    const steps = await stepsIn(videoFile, selected);
    expect(Math.min(...steps)).toBeGreaterThan(0);
    expect(Math.max(...steps)).toBeLessThan(widest + aFrameSeconds);
  });

  it('is read from its head, by ffprobe without a complaint', async () => {
    const boxes = readBoxes(video, 0, video.length).map(({ type }) => type);
    expect(boxes.indexOf('moov')).toBeLessThan(boxes.indexOf('mdat'));
    const { streams, complaints } = await ffprobe(videoFile, '-show_streams');
    expect(streams.map(({ codec_name }) => codec_name)).toEqual(['h264', 'aac']);
    expect(complaints).toBe('');
  });

  it('has a thumbnail and previews that are pictures of the video', async () => {
    const [thumbnail, image, text] = await Promise.all(
      (['thumbnail', 'storyboardImage', 'storyboard'] as const).map((file) => recordings.file(recording, file)),
    );
    const [moment] = await readMomentsIn(thumbnail ?? Buffer.of(), Date.now());
    expect(moments).toContain(moment);
    const cues = parseStoryboard(String(text), recordingFiles.storyboardImage);
    const seconds = recording.status?.durationSeconds ?? 0;
    expect(cues[0]?.from).toBe(0);
    expect(cues.slice(1).map(({ from }) => from)).toEqual(cues.slice(0, -1).map(({ to }) => to));
    expect(cues.at(-1)?.to).toBeCloseTo(seconds, 0);
    for (const cue of cues) {
      const [preview] = await readMomentsIn(image ?? Buffer.of(), Date.now(), cue);
      // A preview is a keyframe near its cue.
      const at = (moments.indexOf(preview) / moments.length) * seconds;
      expect(at).toBeGreaterThan(cue.from - 3);
      expect(at).toBeLessThan(cue.to + 3);
    }
  });

  it('plays and seeks in a browser, for who has a signed URL alone', async () => {
    const { video: file } = recording.status ?? {};
    if (!file) throw new Error('The status names no video');
    expect((await fetch(unsignedUrl(file))).status).toBe(403);
    const times = await timesIn(videoFile, 'v:0');
    const page = await VideoPage.open(browser, await signedUrl(cluster, file));
    expect(page.facts).toMatchObject({ width: 640, height: 360 });
    expect(page.facts.durationSeconds).toBeCloseTo(recording.status?.durationSeconds ?? 0, 0);
    for (const share of [0.9, 0.1, 0.5]) {
      const picture = Math.floor(times.length * share);
      const frame = await page.frameAt((times[picture] ?? 0) + 0.01);
      expect(frame.codedMs).toBe(moments[times.findIndex((seconds) => Math.abs(seconds - frame.mediaTime) < 0.005)]);
    }
    const middle = recording.status?.durationSeconds ?? 0;
    expect((await page.playUntil(middle / 2 + 1)).codedMs).toBeGreaterThan(moments[Math.floor(times.length / 2)] ?? 0);
    await page.close();
  });

  it('can be made of a range of a session that is over', async () => {
    const cut = segments.slice(1, -1);
    const made = await clip('of-the-middle', cut);
    await expectCut(made, cut);
  });

  it('takes its objects with it when it is deleted', async () => {
    await recordings.delete(recordingName);
    expect(await recordings.filesOf(recording)).toEqual([recordingFiles.tombstone]);
    expect(await recordings.filesOf(await recordings.get('of-the-middle'))).toContain(recordingFiles.video);
    await recordings.delete('while-live');
    expect(await recordings.names()).toEqual(['of-the-middle']);
  });

  it('is made afterwards of a session that began and ended without an operator; a deleted one is not made again', async () => {
    const before = await cluster.pod(name);
    await cluster.apply(name, impatient);
    await waitForSuccessor(before);
    encoder = new EncoderLikeObs(await cluster.waitForTarget(name), testPicture());
    const { session } = await withoutWorkload(cluster, operatorWorkload, async () => {
      encoder.start();
      const entry = await waitFor(
        'there is another session',
        async () => {
          const last = await lastEntry(name);
          return last.session !== rung.session && last;
        },
        slow,
      );
      rung = { ...rung, session: entry.session };
      await waitForSegments(3);
      await encoder.stop();
      return waitForEnd(name);
    });
    recording = await recordings.waitForComplete(sessionRecordingName(name, session));
    segments = await storedSegments();
    expect(await readMomentsIn(await recordings.file(recording, 'video'), Date.now())).toEqual(
      await readMoments(segments),
    );
    expect(await recordings.names()).toEqual(['of-the-middle', recording.metadata.name]);
  });

  it('outlives its stream', async () => {
    await cluster.delete(name);
    await cluster.waitForGone(name);
    await recordings.waitForCondition(recording.metadata.name, { type: 'Ready', status: 'True', reason: 'Complete' });
    const { video: file } = recording.status ?? {};
    if (!file) throw new Error('The status names no video');
    const answer = await fetch(await signedUrl(cluster, file), { headers: { range: 'bytes=4-7' } });
    expect({ status: answer.status, box: await answer.text() }).toEqual({ status: 206, box: 'ftyp' });
  });

  it('goes with its namespace', async () => {
    const { namespace: own, client } = cluster;
    await client.delete(namespaces, { name: own });
    const isGone = () => client.get(namespaces, { name: own }).then(() => false, isNotFound);
    await waitFor(`namespace ${own} is gone`, isGone, { ...slow, timeoutMs: 120_000 });
    const left = await listAll(recordings.stores.recordings, `${own}/`);
    expect(left.filter(({ key }) => !key.endsWith(recordingFiles.tombstone))).toEqual([]);
  });
});
