import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StateFeeds, stateFeedUrl } from './state-feeds.ts';
import { FakeStateFeed } from './testing/fake-state-feed.ts';
import { podFixture, readyStatus, sessionFixture, stateFixture } from './testing/pod-fixture.ts';

let server: FakeStateFeed;
let feeds: StateFeeds;
let changed: string[];

const podIp = readyStatus.podIP ?? '';

/** Longer than any test. */
const noEndMs = 600_000;

const feedsWithPatience = (patienceMs: number): StateFeeds =>
  new StateFeeds({
    tokenFor: ({ namespace, stream }) => `${namespace}-${stream}`,
    onChange: (key) => changed.push(key),
    urlFor: server.urlFor,
    patienceMs,
  });

beforeEach(async () => {
  changed = [];
  server = new FakeStateFeed();
  await server.start();
  feeds = feedsWithPatience(noEndMs);
});

afterEach(async () => {
  await feeds.close();
  await server.stop();
});

const status = () => feeds.observe('pod-uid').status;

describe('StateFeeds', () => {
  it('follows a pod from its address on, with the token of its stream', async () => {
    server.say(podIp, stateFixture(sessionFixture()));
    feeds.handler.added?.(podFixture({ phase: 'Pending' }));
    expect(status()).toBe('pending');
    feeds.handler.updated?.(podFixture(), podFixture({ phase: 'Pending' }));
    await waitFor('the state', () => status() === 'known');
    expect(feeds.observe('pod-uid')).toEqual({ status: 'known', state: stateFixture(sessionFixture()) });
    expect(changed).toEqual(['live/main']);
    expect(server.authorizations).toEqual(['Bearer live-main']);
  });

  it('gives a pod up that never answers', async () => {
    feeds = feedsWithPatience(200);
    feeds.handler.added?.(podFixture());
    await waitFor('the end of patience', () => status() === 'unavailable');
    expect(feeds.observe('pod-uid')).toMatchObject({ reason: 'it answers with status 404', last: undefined });
    expect(changed).toEqual(['live/main']);
  });

  it('keeps the last word of a feed that breaks for a moment', async () => {
    server.say(podIp, stateFixture());
    feeds.handler.added?.(podFixture());
    await waitFor('the state', () => status() === 'known');
    server.breakAll();
    await waitFor('the next connection', () => server.authorizations.length === 2);
    expect(status()).toBe('known');
  });

  it('is unavailable with its last word when it stays away, and known again when it is back', async () => {
    feeds = feedsWithPatience(200);
    server.say(podIp, stateFixture(sessionFixture()));
    feeds.handler.added?.(podFixture());
    await waitFor('the state', () => status() === 'known');
    server.silence(podIp);
    await waitFor('the end of patience', () => status() === 'unavailable');
    expect(feeds.observe('pod-uid')).toMatchObject({ last: stateFixture(sessionFixture()) });
    server.say(podIp, stateFixture());
    await waitFor('the state', () => status() === 'known');
  });

  it('does not believe another pod that has got the address', async () => {
    feeds = feedsWithPatience(200);
    server.say(podIp, { ...stateFixture(), podUid: 'another' });
    feeds.handler.added?.(podFixture());
    await waitFor('the end of patience', () => status() === 'unavailable');
    expect(feeds.observe('pod-uid')).toMatchObject({ reason: 'another pod answers at its address' });
  });

  it('forgets a pod that is gone', async () => {
    server.say(podIp, stateFixture());
    feeds.handler.added?.(podFixture());
    await waitFor('the state', () => status() === 'known');
    feeds.handler.deleted?.(podFixture());
    expect(status()).toBe('pending');
    await waitFor('the connection ends', () => server.connections === 0);
  });
});

describe('stateFeedUrl', () => {
  it.each([
    ['10.244.0.7', 'http://10.244.0.7:8080/state'],
    ['fd00::7', 'http://[fd00::7]:8080/state'],
  ])('of %s is %s', (address, url) => {
    expect(stateFeedUrl(address)).toBe(url);
  });
});
