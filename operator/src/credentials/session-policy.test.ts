import { describe, expect, it } from 'vitest';
import { recorderAccess } from './recorder-access.ts';
import { sessionPolicy } from './session-policy.ts';
import { transcoderAccess } from './transcoder-access.ts';

const stream = { namespace: 'live', stream: 'main' };
const recording = { ...stream, session: '20261122-180500-a1b2', recording: 'clip' };

describe('sessionPolicy', () => {
  it.each([
    ['session-policy.json', transcoderAccess('live-segments', stream)],
    [
      'session-policy-recorder.json',
      recorderAccess({ segments: 'live-segments', recordings: 'recordings' }, recording),
    ],
  ])('makes golden/%s', async (file, { access }) => {
    const policy: unknown = JSON.parse(sessionPolicy(access));
    await expect(JSON.stringify(policy, undefined, 2)).toMatchFileSnapshot(`golden/${file}`);
  });
});
