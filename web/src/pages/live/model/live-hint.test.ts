import { describe, expect, it } from 'vitest';
import { aVideoSummary } from '../../../videos/testing/a-video.ts';
import { type HintFacts, type LiveHint, liveHint } from './live-hint.ts';

const session = {
  namespace: 'streams',
  name: 'bars',
  owner: 'ada',
  startedAt: '2026-01-01T12:00:00.000Z',
  endedAt: '2026-01-01T13:00:00.000Z',
};
const facts: HintFacts = {
  state: 'live',
  isSeen: true,
  login: 'anonymous',
  path: '/watch/streams/bars',
  session: undefined,
  video: undefined,
  nowMs: Date.parse(session.endedAt),
};
const login = { label: 'Log in to watch', to: '/login?next=%2Fwatch%2Fstreams%2Fbars' };
const watch = { label: 'Watch the recording', to: '/videos/v' };
const later = { nowMs: facts.nowMs + 86_400_000 };

const cases: readonly (readonly [string, Partial<HintFacts>, LiveHint | undefined])[] = [
  ['live', {}, undefined],
  ['not known yet', { state: 'unknown' }, undefined],
  [
    'private, for a stranger',
    { state: 'private', isSeen: false },
    { text: 'If it is yours, log in to watch it.', action: login },
  ],
  ['private, while the login is asked', { state: 'private', isSeen: false, login: 'restoring' }, undefined],
  [
    'private, for somebody else',
    { state: 'private', isSeen: false, login: 'known' },
    { text: 'It is another user’s, and for them alone.' },
  ],
  ['private, before the grant of its owner', { state: 'private', login: 'known' }, undefined],
  ['new', { state: 'offline' }, undefined],
  ['over, while nobody has looked', { state: 'ended', session }, undefined],
  ['over', { state: 'ended', session, video: null }, { text: 'If it was recorded, its video appears here by itself.' }],
  ['long over, without a recording', { state: 'offline', session, video: null, ...later }, undefined],
  [
    'long over',
    { state: 'offline', session, video: aVideoSummary({ id: 'v' }), ...later },
    { text: 'What was recorded of it is here as a video.', action: watch },
  ],
];

describe('liveHint', () => {
  it.each(cases)('of a stream that is %s', (_what, own, hint) => {
    expect(liveHint({ ...facts, ...own })).toEqual(hint);
  });
});
