import { describe, expect, it } from 'vitest';
import { type ConclusionFacts, decideAdmission } from './admission.ts';

const pod = { uid: 'pod-a', host: '10.0.0.1', port: 8890 };

/** A first conclusion for a stream whose pod listens. */
const first: ConclusionFacts = {
  version: 5,
  isEncrypted: true,
  requested: { kind: 'publish', streamId: 'camera' },
  target: { kind: 'at', stream: 'live/camera', pod },
  conclusions: 1,
  ageMs: 0,
  agreedPodUid: undefined,
  forwardedMsAgo: undefined,
  rival: undefined,
  tookOver: false,
};
const second: Partial<ConclusionFacts> = { conclusions: 2, ageMs: 250 };
const agreed: Partial<ConclusionFacts> = { ...second, agreedPodUid: 'pod-a' };
const unknown: Partial<ConclusionFacts> = { target: { kind: 'unknown' } };
const away = (isExpected: boolean): Partial<ConclusionFacts> => ({
  target: { kind: 'away', stream: 'live/camera', isExpected },
});
const rival = { isSameAddress: true, silentMs: 300, wasHeardSince: false };

const contact = { kind: 'contact' };
const forward = { kind: 'forward' };
const waiting = { kind: 'drop', reason: 'waiting' };
const refuse = (reason: string) => ({ kind: 'refuse', reason });

describe('decideAdmission', () => {
  it.each<[string, Partial<ConclusionFacts>, unknown]>([
    ['asks the pod first', {}, contact],
    ['asks on while the pod says nothing', second, contact],
    ['forwards once the pod has answered', agreed, forward],
    ['forwards a repeated conclusion as well', { ...agreed, forwardedMsAgo: 250 }, forward],
    ['forwards no flood', { ...agreed, forwardedMsAgo: 99 }, { kind: 'drop', reason: 'repeated' }],
    ['asks the successor when the pod has changed', { ...second, agreedPodUid: 'pod-b' }, contact],
    ['gives a silent pod up before the caller gives up', { ageMs: 2_500 }, refuse('down')],
    ['does not give it up after a takeover', { ageMs: 2_500, tookOver: true }, contact],
    ['lets an unknown id wait as long as a pod would', unknown, waiting],
    ['refuses an unknown id as a wrong passphrase', { ...unknown, ...second }, refuse('badSecret')],
    ['refuses it as a missing one', { ...unknown, ...second, isEncrypted: false }, refuse('unsecure')],
    ['refuses version 4', { version: 4 }, refuse('version')],
    ['refuses other modes, of unknown ids too', { ...unknown, requested: { kind: 'otherMode' } }, refuse('badMode')],
    ['waits for an expected pod', { ...away(true), ageMs: 2_499 }, waiting],
    ['waits no longer than that', { ...away(true), ageMs: 2_500 }, refuse('down')],
    ['does not wait for a pod that nobody expects', away(false), refuse('down')],
    ['refuses a second encoder', { rival: { ...rival, isSameAddress: false } }, refuse('conflict')],
    [
      'refuses it however silent the first is',
      { rival: { ...rival, isSameAddress: false, silentMs: 9_000 } },
      refuse('conflict'),
    ],
    ['lets one from the same address wait for a sign of the first', { rival }, waiting],
    ['refuses it after that sign', { ...second, rival: { ...rival, wasHeardSince: true } }, refuse('conflict')],
    ['waits on without a sign', { ageMs: 1_900, rival: { ...rival, silentMs: 1_999 } }, waiting],
    ['takes over after two seconds of silence', { rival: { ...rival, silentMs: 2_000 } }, { kind: 'takeOver' }],
    ['takes nothing over without a pod', { ...away(true), rival: { ...rival, silentMs: 2_000 } }, waiting],
  ])('%s', (_, facts, decision) => {
    expect(decideAdmission({ ...first, ...facts })).toEqual(decision);
  });
});
