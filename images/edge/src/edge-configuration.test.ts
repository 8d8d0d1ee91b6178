import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '@kubecast/media/read-configuration';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bucketNames, edgeConfigurationSchema, readEdgeKeys } from './edge-configuration.ts';

const location = { endpoint: 'http://minio:9000', region: 'us-east-1', forcePathStyle: true, bucket: 'live-segments' };
const objectStore = JSON.stringify({ ...location, credentials: 'sts' });

describe('edgeConfigurationSchema', () => {
  it('takes the defaults', () => {
    expect(readConfiguration(edgeConfigurationSchema, { KUBECAST_OBJECT_STORE: objectStore })).toEqual({
      KUBECAST_OBJECT_STORE: location,
      KUBECAST_RECORDINGS_BUCKET: 'recordings',
      KUBECAST_VIDEOS_BUCKET: 'vod-videos',
      KUBECAST_CORS_ORIGINS: [],
      KUBECAST_WATCH_NAMESPACES: [],
      KUBECAST_CACHE_MEBIBYTES: 256,
    });
  });

  it('reads lists', () => {
    const lists = {
      KUBECAST_CORS_ORIGINS: 'https://a.example, http://b:8080,',
      KUBECAST_WATCH_NAMESPACES: 'live,,tv ',
    };
    const configuration = readConfiguration(edgeConfigurationSchema, { KUBECAST_OBJECT_STORE: objectStore, ...lists });
    expect(configuration.KUBECAST_CORS_ORIGINS).toEqual(['https://a.example', 'http://b:8080']);
    expect(configuration.KUBECAST_WATCH_NAMESPACES).toEqual(['live', 'tv']);
  });

  it('names every variable that is wrong', () => {
    const wrong = { KUBECAST_OBJECT_STORE: '{', KUBECAST_CORS_ORIGINS: '*', KUBECAST_CACHE_MEBIBYTES: 'much' };
    expect(() => readConfiguration(edgeConfigurationSchema, wrong)).toThrow(
      /OBJECT_STORE: is not JSON.*CORS_ORIGINS.*CACHE_MEBIBYTES/s,
    );
  });
});

describe('bucketNames', () => {
  it('opens each bucket by the name that the object store has for it', () => {
    const configuration = readConfiguration(edgeConfigurationSchema, {
      KUBECAST_OBJECT_STORE: JSON.stringify({ ...location, bucket: 'ours-live' }),
      KUBECAST_RECORDINGS_BUCKET: 'ours-recordings',
      KUBECAST_VIDEOS_BUCKET: 'ours-videos',
    });
    expect(bucketNames(configuration)).toEqual({
      'live-segments': 'ours-live',
      recordings: 'ours-recordings',
      'vod-videos': 'ours-videos',
    });
  });
});

describe('readEdgeKeys', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kubecast-edge-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const write = async (originKey: string, grantKey: string): Promise<void> => {
    await writeFile(join(directory, 'originKey'), originKey);
    await writeFile(join(directory, 'grantKey'), grantKey);
  };

  it('reads them without the line end', async () => {
    await write('origin\n', `${'a'.repeat(32)}\n${'b'.repeat(32)}\n`);
    const { originKey, grantKeys } = await readEdgeKeys(directory);
    expect([originKey, grantKeys.map(({ secret }) => secret[0])]).toEqual(['origin', ['a', 'b']]);
  });

  it.each([
    ['an empty origin key', '\n', 'g'.repeat(32), /originKey is empty/],
    ['a short grant key', 'origin', 'short', /shorter than 32/],
  ])('refuses %s', async (_what, ...[originKey, grantKey, message]) => {
    await write(originKey, grantKey);
    await expect(readEdgeKeys(directory)).rejects.toThrow(message);
  });

  it('names a file that is absent', async () => {
    await expect(readEdgeKeys(directory)).rejects.toThrow(/originKey|grantKey/);
  });
});
