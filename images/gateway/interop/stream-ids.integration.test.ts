/** Which stream an encoder means, in every form that encoders send, and what those are told that mean none. */
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, Listener } from './testing/listener.ts';
import { type Answer, type ConclusionOptions, RawCaller } from './testing/raw-caller.ts';
import { buildStrangeKeyMaterial } from './testing/srt-packet.ts';
import { StaticGateway } from './testing/static-gateway.ts';

/** Refusals on the wire. */
const badSecret = 1_010;
const unsecure = 1_011;
const badMode = 2_405;
const unavailable = 2_503;

const longest = 'x'.repeat(512);

describe('a stream id', () => {
  let plain: Listener;
  let secret: Listener;
  let gateway: StaticGateway;

  beforeAll(async () => {
    [plain, secret] = await Promise.all([Listener.start(), Listener.start({ passphrase: 'correct-horse-battery' })]);
    const streams = { camera: plain.port, [longest]: plain.port, locked: secret.port, deserted: await freePort() };
    gateway = await StaticGateway.start(streams, { KUBECAST_HANDSHAKES_PER_SECOND: '1000' });
  });

  afterAll(async () => {
    await gateway?.stop();
    await plain?.kill();
    await secret?.kill();
  });

  const call = async (streamId: Buffer | string | undefined, options?: ConclusionOptions): Promise<Answer> => {
    const caller = await RawCaller.open({ port: gateway.port });
    const lives = plain.callers.length;
    try {
      const answer = await caller.call(streamId, options);
      if (answer.kind === 'accepted') caller.leave();
      if (answer.kind === 'accepted') await waitFor('its leaving has arrived', () => plain.callers.length > lives);
      return answer;
    } finally {
      caller.close();
    }
  };

  it.each([
    ['that is bare', 'camera'],
    ['with a word before it', 'publish:camera'],
    ['in the standard form', '#!::r=camera,m=publish'],
    ['in the standard form the other way round', '#!::m=publish,r=camera'],
    ['in the standard form with more in it', '#!::r=camera,m=publish,u=someone,h=host'],
    ['of 512 characters', longest],
  ])('%s names a stream', async (_, streamId) => {
    expect(await call(streamId)).toMatchObject({ kind: 'accepted' });
  });

  it.each([
    ['of nobody', 'nobody'],
    ['in another case', 'Camera'],
    ['with a tail', 'camera\0more'],
    ['that is empty', ''],
    ['that is missing', undefined],
    ['of JavaScript', '__proto__'],
    ['that says to publish nothing', 'publish:'],
    ['without a resource', '#!::m=publish'],
    ['in the standard form of nobody', '#!::r=nobody,m=publish'],
    ['of hostile bytes', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))],
    ['of invalid UTF-8', Buffer.from([0xff, 0xfe, 0xc0, 0x80])],
    ['of line breaks', 'camera\r\nX: y'],
    ['longer than SRT has', `${longest}x`],
  ])('%s is refused as a wrong passphrase', async (_, streamId) => {
    const keyMaterial = buildStrangeKeyMaterial();
    expect(await call(streamId, { keyMaterial })).toMatchObject({ kind: 'refused', code: badSecret });
  });

  it.each(['#!::r=camera,m=request', '#!::r=nobody,m=request', '#!::r=camera,m=bidirectional', '#!::r=camera'])(
    '%s asks for something else than publishing, and is told so',
    async (streamId) => {
      expect(await call(streamId)).toMatchObject({ kind: 'refused', code: badMode });
    },
  );

  it('of a stream without a pod that listens is refused in a way that encoders retry', async () => {
    expect(await call('deserted')).toMatchObject({ kind: 'refused', code: unavailable });
  });

  /** A refusal without what differs from call to call: time stamp, socket id and cookie of the listener. */
  const shapeOf = (answer: Answer): string => {
    if (answer.kind !== 'refused') return answer.kind;
    const packet = Buffer.from(answer.packet);
    packet.fill(0, 8, 12).fill(0, 40, 48);
    return packet.toString('hex');
  };

  it.each([
    ['a wrong passphrase', { keyMaterial: buildStrangeKeyMaterial() }, badSecret],
    ['no passphrase', {}, unsecure],
  ])('of nobody cannot be told from one that exists when the call has %s', async (_, options, code) => {
    const existing = await call('locked', options);
    const unknown = await call('nobody', options);
    expect(existing).toMatchObject({ kind: 'refused', code });
    expect(shapeOf(unknown)).toBe(shapeOf(existing));
  });
});
