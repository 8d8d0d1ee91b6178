/**
 * Everybody's SRT through the gateway: what arrives at the pod is what the encoder sent, byte for byte, and what the two agreed
 * on is what they agree on without a gateway.
 */
import { networkInterfaces } from 'node:os';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Caller, type CallerOptions, testBytes } from './testing/caller.ts';
import { currentLibsrt, oldLibsrt } from './testing/libsrt.ts';
import { Link } from './testing/link.ts';
import { Listener, type ListenerOptions } from './testing/listener.ts';
import { RawCaller } from './testing/raw-caller.ts';
import { StaticGateway } from './testing/static-gateway.ts';

const passphrase = 'correct-horse-battery';
const forwardCorrection = 'packetfilter=fec,cols:10,rows:5';

const ciphers = [
  { cipher: 'no encryption', secret: {}, key: [] },
  { cipher: 'AES-128', secret: { passphrase }, key: ['pbkeylen=16'] },
  { cipher: 'AES-256', secret: { passphrase }, key: ['pbkeylen=32'] },
];
const filters = [
  { filter: 'no filter', filterOption: [] },
  { filter: 'FEC', filterOption: [forwardCorrection] },
];
const combinations = [currentLibsrt, oldLibsrt].flatMap((libsrt) =>
  ciphers.flatMap((cipher) => filters.map((filter) => ({ library: libsrt.name, libsrt, ...cipher, ...filter }))),
);

const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));

/** A pod's listener with a gateway before it. */
const setUp = async (options: ListenerOptions = {}) => {
  const listener = await Listener.start(options);
  const gateway = await StaticGateway.start({ camera: listener.port });
  const tearDown = async () => {
    await gateway.stop();
    await listener.kill();
  };
  return { listener, gateway, tearDown };
};

describe('an encoder through the gateway', () => {
  let plain: Awaited<ReturnType<typeof setUp>>;
  let secret: Awaited<ReturnType<typeof setUp>>;

  beforeAll(async () => {
    [plain, secret] = await Promise.all([setUp(), setUp({ passphrase }), oldLibsrt.ensureProgram()]);
  }, 120_000);

  afterAll(async () => {
    await plain?.tearDown();
    await secret?.tearDown();
  });

  /** Sends `packets` from a new caller to `side`, and gives whether the listener got just that. */
  const deliver = async (side: typeof plain, options: Partial<CallerOptions>, packets = 150, packetBytes = 1_316) => {
    const { listener, gateway } = side;
    const caller = await Caller.start({ port: gateway.port, streamId: 'camera', ...options }, packetBytes);
    await caller.connected;
    const received = listener.callers.at(-1) ?? [];
    const sent = testBytes(packets, packetBytes);
    await caller.send(sent, { packetBytes });
    await waitFor('everything has arrived', () => Buffer.concat(received).length >= sent.length);
    const isEqual = Buffer.concat(received).equals(sent);
    const lives = listener.callers.length;
    await caller.leave();
    await waitFor('its leaving has arrived', () => listener.callers.length > lives);
    return isEqual;
  };

  it.each(combinations)('of $library with $cipher and $filter arrives as it was sent', async (combination) => {
    const side = combination.secret.passphrase === undefined ? plain : secret;
    const before = (await side.listener.statistics()).packetsFilterExtra;
    const more = [...combination.key, ...combination.filterOption].join('&');
    expect(await deliver(side, { ...combination.secret, libsrt: combination.libsrt, more })).toBe(true);
    const corrections = (await side.listener.statistics()).packetsFilterExtra - before;
    expect(corrections > 0).toBe(combination.filterOption.length > 0);
  });

  it('arrives when its packets are as large as SRT allows', async () => {
    expect(await deliver(plain, { more: 'payloadsize=1456' }, 100, 1_456)).toBe(true);
  });

  it.runIf(hasIpv6)('arrives when it calls by IPv6', async () => {
    expect(await deliver(secret, { host: '[::1]', passphrase })).toBe(true);
  });

  it.each([
    { asked: 20, agreed: 120 },
    { asked: 500, agreed: 500 },
    { asked: 4_000, agreed: 4_000 },
  ])('that asks for $asked ms of latency gets $agreed ms from a pod of 120 ms', async ({ asked, agreed }) => {
    const caller = await RawCaller.open({ port: plain.gateway.port });
    const answer = await caller.call('camera', { latencyMs: asked });
    expect(answer).toMatchObject({ kind: 'accepted', latencyMs: agreed });
    const lives = plain.listener.callers.length;
    caller.leave();
    await waitFor('its leaving has arrived', () => plain.listener.callers.length > lives);
    caller.close();
  });

  it.each([
    { what: 'retransmission', more: [] },
    { what: 'FEC alone', more: [`${forwardCorrection},arq:never`] },
  ])('arrives whole by $what over a link that loses one packet in 23', async ({ more }) => {
    const isMedia = (packet: Buffer) => packet.readUInt8(0) < 0x80;
    const loses = (packet: Buffer, index: number) => isMedia(packet) && index % 23 === 7;
    const link = await Link.open({ to: secret.gateway.port, delayMs: 20, loses });
    const whole = await deliver(secret, { port: link.port, passphrase, latencyMs: 300, more: more.join('&') }, 300);
    expect({ whole, lost: link.lost > 10 }).toEqual({ whole: true, lost: true });
    link.close();
  });
});
