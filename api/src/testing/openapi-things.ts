/** For property tests: some of every kind of thing, for requests to be about. */
import { randomUUID } from 'node:crypto';
import { type LiveStream, liveStreamKind } from '@kubecast/crds/livestream';
import { type Recording, recordingKind } from '@kubecast/crds/recording';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { createRecording } from '../cluster/recordings.ts';
import { projectLiveStream } from '../projection/project-live-stream.ts';
import { projectRecording } from '../projection/project-recording.ts';
import { completeStatus, conditionOf, testSession } from '../projection/testing/resources.ts';
import { refreshCookieName } from '../routes/auth/session-cookies.ts';
import { openBrowser } from '../routes/auth/testing/browser.ts';
import type { StreamName } from '../routes/streams/stream.ts';
import { makeKey } from '../routes/streams/testing/streams-bed.ts';
import { addVideo } from './add-video.ts';
import type { TestPostgres } from './postgres.ts';
import type { TestApp, TestUser } from './test-app.ts';

/** Where the things are to be. */
export interface ThingsPlace {
  readonly client: KubernetesClient;
  readonly namespace: string;
  /** Of no operator. */
  readonly shard: string;
  readonly postgres: TestPostgres;
  readonly api: TestApp;
}

/** As the hooks of Schemathesis read it (api/properties/hooks.py). */
export interface OpenapiThings {
  readonly ids: Readonly<Record<'streams' | 'recordings' | 'videos' | 'imports', readonly string[]>>;
  /** Of streams that stay. */
  readonly streamNames: readonly StreamName[];
  readonly account: { readonly login: string; readonly password: string };
  readonly refreshCookies: readonly string[];
  readonly clip: { readonly from: string; readonly to: string };
}

const session = { id: testSession, startedAt: '2026-11-22T18:05:00Z', endedAt: '2026-11-22T19:05:00Z' };
const clip = { from: '2026-11-22T18:10:00Z', to: '2026-11-22T18:15:00+00:00' };

/** With a session that is over, an address and a key. */
const addStream = async ({ client, postgres, api, namespace }: ThingsPlace, owner: TestUser) => {
  const payload = { title: 'A stream', renditions: [{ name: '360p', height: 360, videoBitrateKbps: 800 }] };
  const answer = await api.app.inject({ method: 'POST', url: '/api/streams', headers: owner.headers, payload });
  const { id, name } = answer.json<{ id: string; name: string }>();
  await makeKey({ client }, await client.get<LiveStream>(liveStreamKind, { namespace, name }));
  const status = { session, ingest: { host: '192.0.2.7', port: 8890, streamId: name } };
  const patch = { patch: { status }, subresource: 'status' } as const;
  const stream = await client.mergePatch<LiveStream>(liveStreamKind, { namespace, name }, patch);
  await projectLiveStream(postgres.databases.streams, stream);
  return { id, namespace, name };
};

const statuses = [
  completeStatus('of-a-test/'),
  { conditions: [conditionOf('Ready', 'False', 'Failed'), conditionOf('Failed', 'True', 'NoMedia')] },
];

const addRecording = async (place: ThingsPlace, owner: TestUser, index: number): Promise<string> => {
  const { client, postgres, namespace, shard } = place;
  const source = { liveStream: 'main', session: testSession };
  const spec = { source, owner: owner.id, visibility: 'Public', deletionPolicy: 'Retain' } as const;
  const { metadata } = await createRecording(client, { namespace, name: `r-${index}`, shard, spec });
  const patch = { patch: { status: statuses[index % statuses.length] }, subresource: 'status' } as const;
  const recording = await client.mergePatch<Recording>(recordingKind, metadata, patch);
  await projectRecording(postgres.databases.recordings, recording);
  return metadata.uid;
};

const visibilities = ['public', 'unlisted', 'private'] as const;

const addSomeVideo = ({ postgres }: ThingsPlace, owner: TestUser, index: number): Promise<string> =>
  addVideo(postgres.admin.vod, {
    ownerId: owner.id,
    visibility: visibilities[index % visibilities.length] ?? 'public',
    ...{ tags: ['a', 'b-c'], category: 'science' },
    recordedAt: new Date('2026-11-22T12:00:00Z'),
    gaps: [{ at: '2026-11-22T12:00:30.000Z', seconds: 30 }],
  });

/** The objects of a video that is to be imported. */
const upload = async ({ api }: ThingsPlace): Promise<string> => {
  const id = randomUUID();
  const file = Buffer.from('\0\0\0\x18ftypiso5');
  await api.dependencies.stores.videos.put(`${id}/video.mp4`, file, { contentType: 'video/mp4' });
  return id;
};

const password = 'correct horse battery';

/** Returns the refresh cookie. */
const register = async ({ api }: ThingsPlace, username: string): Promise<string> => {
  const browser = openBrowser(api.app);
  await browser.send('POST', '/register', { body: { username, email: `${username}@example.org`, password } });
  return browser.cookies.get(refreshCookieName) ?? '';
};

const some = async <Thing>(count: number, add: (index: number) => Promise<Thing>): Promise<readonly Thing[]> => {
  const added: Thing[] = [];
  for (let index = 0; index < count; index += 1) added.push(await add(index));
  return added;
};

/** Two thirds of them are `user`'s, the others `other`'s. */
export const addOpenapiThings = async (place: ThingsPlace, user: TestUser, other: TestUser): Promise<OpenapiThings> => {
  const ownerOf = (index: number): TestUser => (index % 3 === 2 ? other : user);
  const streams = await some(12, (index) => addStream(place, ownerOf(index)));
  return {
    ids: {
      streams: streams.map(({ id }) => id),
      recordings: await some(12, (index) => addRecording(place, ownerOf(index), index)),
      videos: await some(24, (index) => addSomeVideo(place, ownerOf(index), index)),
      imports: await some(12, () => upload(place)),
    },
    streamNames: streams.slice(0, streams.length / 2).map(({ namespace, name }) => ({ namespace, name })),
    account: { login: 'refresher-0', password },
    refreshCookies: await some(6, (index) => register(place, `refresher-${index}`)),
    clip,
  };
};
