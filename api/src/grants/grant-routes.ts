import type { CookieSerializeOptions } from '@fastify/cookie';
import { grantCookie } from '@kubecast/media/grant';
import { tokenPath } from '@kubecast/media/grant-paths';
import { type Caller, isOwner } from '../access/caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { ApiError } from '../problems/api-error.ts';
import type { Routes } from '../route-options.ts';
import { idParams } from '../schemas/id-params.ts';
import { problemResponses } from '../schemas/problem-responses.ts';
import { type GrantedThing, mayRead } from './granted-thing.ts';
import { findGrantedStream, findGrantedVideo } from './grants-repository.ts';
import { grantSeconds, type IssuedGrant, issueGrant, renewAfterSeconds } from './issue-grant.ts';
import { streamPath, videoFilePaths, videoPath } from './media-paths.ts';
import { streamGrantSchema, videoGrantSchema } from './schemas.ts';

/** A thing that the caller may read. @throws ApiError NotFound */
const readable = <Thing extends GrantedThing>(caller: Caller, thing: Thing | undefined, kind: string): Thing => {
  if (thing && mayRead(caller, thing)) return thing;
  throw new ApiError('NotFound', `Could not grant the ${kind}: there is none with this id, or it is not yours to see`);
};

const signingOf = ({ keys, now }: Dependencies) => ({ keys: keys().grantKeys, now: now() });

/** What a grant's cookie is set through. */
interface CookieReply {
  setCookie(
    name: string,
    value: string,
    options: CookieSerializeOptions,
  ): { header(name: string, value: string): unknown };
}

interface GrantFor {
  readonly path: string;
  readonly protocol: string;
}

/** What both answers say of a grant. */
const termsOf = ({ expiresAt }: IssuedGrant, path: string) => ({
  path,
  expiresAt: expiresAt.toISOString(),
  renewAfterSeconds,
});

/** Sets the cookie that opens the path. */
const handOut = (reply: CookieReply, { token }: IssuedGrant, { path, protocol }: GrantFor): void => {
  const secure = protocol === 'https';
  const options = { path, httpOnly: true, sameSite: 'strict', secure, maxAge: grantSeconds } as const;
  reply.setCookie(grantCookie, token, options).header('Cache-Control', 'no-store');
};

const streamGrant: Routes = async (app, { dependencies }) => {
  app.post(
    '/streams/:id/grant',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'grantStream',
        tags: ['streams'],
        summary: 'Get leave to watch a stream for five minutes: a cookie for its path at the edge',
        description:
          'For the owner and administrators. A public stream needs no grant, and others get none: they are told its path, and get 404 once it is private.',
        params: idParams,
        response: { 200: streamGrantSchema, ...problemResponses('NotFound') },
      },
    },
    async ({ params, caller, protocol }, reply) => {
      const stream = readable(caller, await findGrantedStream(dependencies.databases.streams, params.id), 'stream');
      const { keys, now } = signingOf(dependencies);
      const path = streamPath(stream);
      const grant = issueGrant(keys, path, now);
      const playbackPath = `${path}master.m3u8`;
      const answer = { ...termsOf(grant, path), playbackPath, nativePlaybackPath: playbackPath };
      // What others see is public. A grant in their hands would hold when it is private.
      if (!isOwner(caller, stream.ownerId)) return answer;
      handOut(reply, grant, { path, protocol });
      return { ...answer, nativePlaybackPath: tokenPath(grant.token, playbackPath) };
    },
  );
};

const videoGrant: Routes = async (app, { config: { KUBECAST_VIDEOS_BUCKET: bucket }, dependencies }) => {
  app.post(
    '/videos/:id/grant',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'grantVideo',
        tags: ['videos'],
        summary: 'Get leave to play a video for five minutes: a cookie for its folder, and signed URLs of its files',
        description: 'Whoever may see the video may: all for a public one, those who know its id for an unlisted one.',
        params: idParams,
        response: { 200: videoGrantSchema, ...problemResponses('NotFound') },
      },
    },
    async ({ params, caller, protocol }, reply) => {
      const video = readable(caller, await findGrantedVideo(dependencies.databases.vod, params.id), 'video');
      const media = { ...video, bucket };
      const signing = signingOf(dependencies);
      const path = videoPath(media);
      const grant = issueGrant(signing.keys, path, signing.now);
      handOut(reply, grant, { path, protocol });
      return { ...termsOf(grant, path), files: videoFilePaths(media, signing) };
    },
  );
};

/** The routes that hand out grants, of streams and videos alike; to be registered at `/api`. */
export const grantRoutes: Routes = async (app, options) => {
  await app.register(streamGrant, options);
  await app.register(videoGrant, options);
};
