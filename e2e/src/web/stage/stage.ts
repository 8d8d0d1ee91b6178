/**
 * What a walk through all pages needs: somebody with a stream on air, one that waits for its encoder, a private one, and a video.
 * Made by the api in some seconds; nothing of it is left afterwards.
 */
import type { EncoderLikeObs } from '../../../chaos/encoder-like-obs.ts';
import type { StreamAnswer, VideoAnswer } from '../../api-answers.ts';
import { systemNamespace, TestCluster } from '../../cluster.ts';
import { type ImportDesk, importVideo } from '../../import-video.ts';
import { testPicture } from '../../srt-publisher.ts';
import { openBundledStores } from '../../stream-store.ts';
import { inventAccount } from '../../test-account.ts';
import { registerPerson, type StagePerson } from './stage-person.ts';
import { createStream, goOnAir, waitForReady } from './stage-stream.ts';

export interface Stage {
  readonly owner: StagePerson;
  readonly onAir: StreamAnswer;
  readonly waiting: StreamAnswer;
  readonly hidden: StreamAnswer;
  readonly video: VideoAnswer;
  /** Takes everything away again. */
  strike(): Promise<void>;
}

/** Opens the desk for a while: its way to the object store is a forwarded port. */
export const atImportDesk = async <Result>(work: (desk: ImportDesk) => Promise<Result>): Promise<Result> => {
  const cluster = await TestCluster.open('import');
  const stores = await openBundledStores(cluster);
  try {
    const { internalApiKeys = '' } = await cluster.secret('kubecast-api', systemNamespace);
    return await work({ videos: stores.videos, serviceKey: internalApiKeys.split(/[\s,]/)[0] ?? '' });
  } finally {
    await stores.close();
    await cluster.close();
  }
};

const makeVideo = ({ user }: StagePerson): Promise<VideoAnswer> => {
  const film = { scene: 'winter-lake', seconds: 12, width: 426, height: 240 } as const;
  const [recordedAt, gapAt] = ['2026-01-05T09:00:00Z', '2026-01-05T09:00:06Z'];
  const words = {
    title: 'Winter lake, the first ice',
    ownerId: user.id,
    description: 'A morning by the lake.\nNobody spoke, and the ice did.',
    category: 'nature',
    tags: ['ice', 'lake'],
    recordedAt,
    gaps: [{ at: gapAt, seconds: 30 }],
  };
  return atImportDesk((desk) => importVideo(desk, film, words));
};

const fillStage = async (owner: StagePerson, encoders: EncoderLikeObs[]): Promise<Omit<Stage, 'strike'>> => {
  const { user } = owner;
  const onAir = await createStream(user, { title: 'An hour at the harbour' });
  const waiting = await createStream(user, { title: 'Tomorrow’s rehearsal' });
  const hidden = await createStream(user, { title: 'For ourselves alone', visibility: 'private' });
  const [video] = await Promise.all([
    makeVideo(owner),
    goOnAir(user, onAir, testPicture()).then((encoder) => encoders.push(encoder)),
    waitForReady(user, waiting),
  ]);
  return { owner, onAir, waiting, hidden, video };
};

/** See the file header. What was begun is taken away again when it fails. */
export const setStage = async (): Promise<Stage> => {
  const owner = await registerPerson(inventAccount('test-stage'), 'Mara Lindqvist');
  const encoders: EncoderLikeObs[] = [];
  const strike = async (): Promise<void> => {
    await Promise.all(encoders.map((encoder) => encoder.stop()));
    await owner.user.remove();
  };
  try {
    return { ...(await fillStage(owner, encoders)), strike };
  } catch (error) {
    await strike();
    throw error;
  }
};
