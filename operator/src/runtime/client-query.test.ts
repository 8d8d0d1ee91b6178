import { describe, expect, it } from 'vitest';
import { acceptHeader, listPath, watchPath, writePath } from './client-query.ts';
import { pods, secrets } from './core-kinds.ts';
import { metadataOnly } from './resource-kind.ts';

describe('listPath', () => {
  it.each([
    [{}, '/api/v1/pods'],
    [{ namespace: 'live', limit: 500 }, '/api/v1/namespaces/live/pods?limit=500'],
    [{ resourceVersion: '0' }, '/api/v1/pods?resourceVersion=0'],
    [{ limit: 2, continueToken: 'abc', resourceVersion: '7' }, '/api/v1/pods?limit=2&continue=abc'],
    [{ labelSelector: 'app=a,tier!=b' }, '/api/v1/pods?labelSelector=app%3Da%2Ctier%21%3Db'],
    [{ fieldSelector: 'metadata.name=a' }, '/api/v1/pods?fieldSelector=metadata.name%3Da'],
  ])('of %o is %s', (options, expected) => {
    expect(listPath(pods, options)).toBe(expected);
  });
});

describe('watchPath', () => {
  it('asks for bookmarks and an end', () => {
    const { signal } = new AbortController();
    expect(watchPath(pods, { namespace: 'live', resourceVersion: '7', timeoutSeconds: 400, signal })).toBe(
      '/api/v1/namespaces/live/pods?watch=true&allowWatchBookmarks=true&resourceVersion=7&timeoutSeconds=400',
    );
  });
});

describe('writePath', () => {
  it.each([
    [{}, '/p'],
    [{ fieldManager: 'm' }, '/p?fieldManager=m'],
    [{ fieldManager: 'm', force: false }, '/p?fieldManager=m&force=false'],
    [{ fieldManager: 'm', force: true, dryRun: true }, '/p?fieldManager=m&force=true&dryRun=All'],
    [{ fieldManager: 'm', dryRun: false }, '/p?fieldManager=m'],
  ])('of %o is %s', (options, expected) => {
    expect(writePath('/p', options)).toBe(expected);
  });
});

describe('acceptHeader', () => {
  it('offers nothing but metadata when that is all that may travel', () => {
    expect(acceptHeader(metadataOnly(secrets), 'list')).toBe(
      'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
    );
    expect(acceptHeader(metadataOnly(secrets), 'object')).toBe(
      'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
    );
    expect(acceptHeader(secrets, 'list')).toBe('application/json');
  });
});
