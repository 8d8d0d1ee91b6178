import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseHandshake } from '../srt/handshake.ts';
import { refusalType } from '../srt/rejection.ts';
import { captured } from '../testing/captured-handshakes.ts';
import type { Conclusion } from './observe-conclusion.ts';
import { Refusals } from './refusals.ts';

const packet = captured.wrongConclusion;
const handshake = parseHandshake(packet) ?? expect.fail('It is a handshake');
const conclusion: Conclusion = {
  ...{ packet, handshake, requested: { kind: 'publish', streamId: 'camera' } },
  caller: { address: '192.0.2.1', port: 4000, family: 'IPv4', size: packet.length },
};

describe('Refusals', () => {
  let sent: (number | undefined)[];
  let refusals: Refusals;

  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    refusals = new Refusals({
      sockets: { send: (refusal) => sent.push(parseHandshake(refusal)?.type) },
      metrics: { countHandshake: () => undefined, countRefusal: () => undefined },
    });
  });

  afterEach(() => vi.useRealTimers());

  it('says at once that a stream is busy', () => {
    refusals.say(conclusion, 'conflict');
    expect(sent).toEqual([refusalType('conflict')]);
  });

  it('says as late as a pod that a passphrase is wrong', () => {
    refusals.say(conclusion, 'badSecret');
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(3);
    expect(sent).toEqual([refusalType('badSecret')]);
  });

  it('says nothing once it is closed, when the sockets may be gone', () => {
    refusals.say(conclusion, 'badSecret');
    refusals.close();
    vi.advanceTimersByTime(10);
    expect(sent).toEqual([]);
  });
});
