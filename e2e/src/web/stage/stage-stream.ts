/** A stream of a stage: made by the api, so that no page has to be clicked through before another is looked at. */
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { EncoderLikeObs } from '../../../chaos/encoder-like-obs.ts';
import { ingestAnswer, type StreamAnswer, streamAnswer } from '../../api-answers.ts';
import type { ApiUser } from '../../api-user.ts';
import { webUrl } from '../../browser.ts';
import type { PublishSource } from '../../srt-publisher.ts';
import { targetFromUrl } from '../../srt-url.ts';

export interface StageStream {
  readonly title: string;
  readonly visibility?: 'public' | 'private';
  /** Heights with their kilobits a second; small ones unless told. */
  readonly renditions?: readonly (readonly [height: number, kbps: number])[];
}

const small = [
  [360, 700],
  [144, 200],
] as const;
const patient = { timeoutMs: 180_000, intervalMs: 250 };

/** Makes it; its pod comes meanwhile. */
export const createStream = async (owner: ApiUser, stream: StageStream): Promise<StreamAnswer> => {
  const { title, visibility = 'public', renditions = small } = stream;
  const { json } = await owner.do('POST', '/streams', {
    title,
    visibility,
    encodingPreset: 'ultrafast',
    renditions: renditions.map(([height, kbps]) => ({ name: `${height}p`, height, videoBitrateKbps: kbps })),
  });
  return streamAnswer.parse(json);
};

const readStream = (owner: ApiUser, id: string): Promise<StreamAnswer> => owner.read(streamAnswer, `/streams/${id}`);

/** Waits until it takes an encoder. */
export const waitForReady = async (owner: ApiUser, { id, title }: StreamAnswer): Promise<void> => {
  await waitFor(`${title} is ready`, async () => (await readStream(owner, id)).isReady, patient);
};

/** Publishes to it, and waits until it can be watched and has a picture for lists. Whoever starts it stops the encoder. */
export const goOnAir = async (owner: ApiUser, stream: StreamAnswer, source: PublishSource): Promise<EncoderLikeObs> => {
  await waitForReady(owner, stream);
  const { url } = await owner.read(ingestAnswer, `/streams/${stream.id}/ingest`);
  const encoder = new EncoderLikeObs(targetFromUrl(url), source);
  encoder.start();
  const isOnAir = async (): Promise<boolean> => {
    const { state, thumbnailUrl } = await readStream(owner, stream.id);
    if (state !== 'live' || thumbnailUrl === null) return false;
    return (await fetch(webUrl + stream.playbackPath)).ok && (await fetch(webUrl + thumbnailUrl)).ok;
  };
  try {
    await waitFor(`${stream.title} is on air`, isOnAir, patient);
  } catch (error) {
    await encoder.stop();
    throw error;
  }
  return encoder;
};
