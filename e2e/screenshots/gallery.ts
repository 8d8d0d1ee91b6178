/**
 * What the pictures of the pages show: some people with painted streams and videos, as a place looks where people have been for a
 * while. Nothing of it is left afterwards.
 */
import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EncoderLikeObs } from '../chaos/encoder-like-obs.ts';
import type { StreamAnswer, VideoAnswer } from '../src/api-answers.ts';
import { type ImportDesk, importVideo } from '../src/import-video.ts';
import { filmLandscape } from '../src/landscape/film-landscape.ts';
import type { SceneName } from '../src/landscape/scenes.ts';
import type { PublishSource } from '../src/srt-publisher.ts';
import { atImportDesk, type Stage } from '../src/web/stage/stage.ts';
import { registerPerson, type StagePerson } from '../src/web/stage/stage-person.ts';
import { createStream, goOnAir, waitForReady } from '../src/web/stage/stage-stream.ts';
import { galleryVideos } from './gallery-videos.ts';

export interface Gallery extends Stage {
  readonly people: readonly StagePerson[];
}

/** The first is who the studio’s pictures are of. */
const names = ['Mara Lindqvist', 'Ilias Kappas', 'Noor Haddad'] as const;

const inventPerson = (displayName: string): Promise<StagePerson> => {
  const first = displayName.split(' ')[0]?.toLowerCase();
  const username = `${first}-${randomInt(1_000, 10_000)}`;
  const password = `${username}/${randomInt(2 ** 40)}`;
  return registerPerson({ username, email: `${username}@example.org`, password }, displayName);
};

const dayMs = 86_400_000;

const importAll = async (desk: ImportDesk, people: readonly StagePerson[]): Promise<readonly VideoAnswer[]> => {
  const videos: VideoAnswer[] = [];
  for (const { scene, by, seconds, daysAgo, gapAt, ...words } of galleryVideos) {
    const begin = Date.now() - daysAgo * dayMs;
    const gaps = gapAt === undefined ? [] : [{ at: new Date(begin + gapAt * 1000).toISOString(), seconds: 40 }];
    const ownerId = people[by]?.user.id ?? '';
    const film = { scene, seconds, width: 854, height: 480, frameRate: 12 };
    const recordedAt = new Date(begin).toISOString();
    videos.push(await importVideo(desk, film, { ...words, ownerId, recordedAt, gaps }));
  }
  return videos;
};

/** Some views and likes: not each the same. */
const applaud = async (videos: readonly VideoAnswer[], people: readonly StagePerson[]): Promise<void> => {
  for (const [place, { id }] of videos.entries()) {
    for (const { user } of people.slice(0, 1 + (place % people.length))) {
      await user.ask('POST', `/videos/${id}/view`);
      await user.ask('PUT', `/videos/${id}/like`);
    }
  }
};

interface Fill {
  readonly directory: string;
  readonly people: readonly StagePerson[];
  readonly encoders: EncoderLikeObs[];
}

const filmed = async (scene: SceneName, height: number, { directory }: Fill): Promise<PublishSource> => {
  const path = join(directory, `${scene}.mp4`);
  await filmLandscape({ scene, seconds: 30, width: Math.round((height * 16) / 9 / 2) * 2, height }, path);
  return { kind: 'file', path };
};

const full = [
  [720, 2500],
  [360, 700],
] as const;

const streamAll = async (fill: Fill): Promise<Pick<Stage, 'onAir' | 'waiting' | 'hidden'>> => {
  const [mara, ilias] = fill.people;
  if (!mara || !ilias) throw new Error('The gallery has nobody');
  const onAir = await createStream(mara.user, { title: 'Harbour at dawn, live from the north pier', renditions: full });
  const waiting = await createStream(mara.user, { title: 'Friday concert, rehearsal' });
  const hidden = await createStream(mara.user, { title: 'Camera test', visibility: 'private' });
  const lights = await createStream(ilias.user, { title: 'Northern lights over the fjord' });
  const goOn = async (who: StagePerson, stream: StreamAnswer, scene: SceneName, height: number): Promise<void> => {
    fill.encoders.push(await goOnAir(who.user, stream, await filmed(scene, height, fill)));
  };
  await goOn(mara, onAir, 'harbour-dawn', 720);
  await goOn(ilias, lights, 'northern-lights', 360);
  await waitForReady(mara.user, waiting);
  return { onAir, waiting, hidden };
};

const fillGallery = async (fill: Fill): Promise<Omit<Gallery, 'strike'>> => {
  const { people } = fill;
  const videos = await atImportDesk((desk) => importAll(desk, people));
  await applaud(videos, people);
  const [owner] = people;
  const video = videos.findLast(({ owner: of }) => of?.id === owner?.user.id);
  if (!owner || !video) throw new Error('The gallery has no video of its first person');
  return { ...(await streamAll(fill)), owner, people, video };
};

/** See the file header. What was begun is taken away again when it fails. */
export const openGallery = async (): Promise<Gallery> => {
  const directory = await mkdtemp(join(tmpdir(), 'kubecast-gallery-'));
  const people: StagePerson[] = [];
  const encoders: EncoderLikeObs[] = [];
  const strike = async (): Promise<void> => {
    await Promise.all(encoders.map((encoder) => encoder.stop()));
    for (const { user } of people) await user.remove();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    for (const name of names) people.push(await inventPerson(name));
    return { ...(await fillGallery({ directory, people, encoders })), strike };
  } catch (error) {
    await strike();
    throw error;
  }
};
