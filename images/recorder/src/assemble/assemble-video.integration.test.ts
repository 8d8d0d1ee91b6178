/** Against a real S3 server, which goes away in the middle. */

import { ObjectStore } from '@kubecast/media/object-store';
import { readFrameNumbers } from '@kubecast/media/testing/frame-numbers';
import { makeSession } from '@kubecast/media/testing/made-session';
import { type S3Server, startS3Server } from '@kubecast/media/testing/s3-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  assembleSession,
  madeRendition,
  makeWorkDirectory,
  numbersFrom,
  madeStream as stream,
} from '../testing/made-video.ts';

let server: S3Server;
let store: ObjectStore;

beforeAll(async () => {
  server = await startS3Server('minio');
  const { location, credentials } = server;
  store = new ObjectStore({ location, credentials, timeoutMs: 500 });
});

afterAll(async () => {
  store.close();
  await server.stop();
});

describe('assembleVideo', () => {
  it('holds every frame of a session though its bucket went away meanwhile', async () => {
    const work = await makeWorkDirectory();
    const epochs = [{ seconds: 25 }, { seconds: 5, afterGapSeconds: 3 }];
    const writer = server.open();
    const made = await makeSession({ store: writer, stream, epochs, renditions: [madeRendition] });
    writer.close();
    const faults: unknown[] = [];
    const video = await assembleSession(made.session, {
      store,
      workDirectory: work.path,
      onProgress: ({ doneSegments }) => {
        if (doneSegments === 2) server.pause();
      },
      onFault: (error) => {
        faults.push(error);
        server.resume();
      },
    });
    expect(faults.length).toBeGreaterThan(0);
    expect(video.leftOut).toEqual([]);
    expect(await readFrameNumbers(video.path)).toEqual(numbersFrom(0, 900));
    await work.remove();
  }, 120_000);
});
