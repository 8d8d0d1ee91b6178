/** Many encoders at one port, and two that want the same stream. */
import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { Caller, testBytes } from './testing/caller.ts';
import { Link } from './testing/link.ts';
import { Listener, type ListenerOptions } from './testing/listener.ts';
import { RawCaller } from './testing/raw-caller.ts';
import { StaticGateway } from './testing/static-gateway.ts';

const passphrase = 'correct-horse-battery';
const conflict = 2_409;

const startListeners = async (count: number, options: ListenerOptions = {}): Promise<readonly Listener[]> => {
  const listeners = await Promise.all(Array.from({ length: count }, () => Listener.start(options)));
  onTestFinished(async () => {
    for (const listener of listeners) await listener.kill();
  });
  return listeners;
};

const startGateway = async (listeners: readonly Listener[], environment?: Record<string, string>) => {
  const streams = Object.fromEntries(listeners.map(({ port }, index) => [`camera-${index}`, port]));
  const gateway = await StaticGateway.start(streams, environment);
  onTestFinished(() => gateway.stop());
  return gateway;
};

describe('ten encoders at one port', () => {
  it('reach ten pods, each with what it sent', async () => {
    const listeners = await startListeners(10, { passphrase });
    const gateway = await startGateway(listeners);
    const start = async (_: Listener, index: number) => {
      const caller = await Caller.start({
        port: gateway.port,
        streamId: `camera-${index}`,
        passphrase,
        latencyMs: 400,
      });
      await caller.connected;
      return caller;
    };
    const callers = await Promise.all(listeners.map(start));
    const sent = callers.map((_, index) => testBytes(200, 1_316, index + 1));
    await Promise.all(callers.map((caller, index) => caller.send(sent[index] ?? Buffer.alloc(0), { everyMs: 8 })));
    const isDone = () => listeners.every(({ bytes }, index) => bytes.length >= (sent[index]?.length ?? 0));
    await waitFor('everything has arrived', isDone);
    await Promise.all(callers.map((caller) => caller.leave()));
    expect(listeners.map(({ bytes }, index) => bytes.equals(sent[index] ?? Buffer.alloc(0)))).toEqual(
      listeners.map(() => true),
    );
  });

  it('behind one address with one socket id reach ten pods as well', async () => {
    const listeners = await startListeners(10);
    const gateway = await startGateway(listeners);
    const callers = await Promise.all(listeners.map(() => RawCaller.open({ port: gateway.port, socketId: 0x1234 })));
    const answers = await Promise.all(callers.map((caller, index) => caller.call(`camera-${index}`)));
    expect(answers.map(({ kind }) => kind)).toEqual(callers.map(() => 'accepted'));
    for (let message = 0; message < 50; message += 1) {
      for (const [index, caller] of callers.entries()) caller.sendMedia(Buffer.alloc(188, index + 1));
      await sleep(4);
    }
    await waitFor('everything has arrived', () => listeners.every(({ bytes }) => bytes.length === 50 * 188));
    const seen = listeners.map(({ bytes }) => [...new Set(bytes)]);
    expect(seen).toEqual(listeners.map((_, index) => [index + 1]));
    for (const caller of callers) caller.leave();
    await waitFor('all have left', () => listeners.every(({ callers: lives }) => lives.length === 2));
    for (const caller of callers) caller.close();
  });

  it('on one port of one address are told apart by their socket ids', async () => {
    const [first, second] = await startListeners(2);
    if (!first || !second) throw new Error('Two listeners were started');
    const gateway = await startGateway([first, second]);
    const caller = await RawCaller.open({ port: gateway.port, socketId: 7 });
    const twin = caller.twin(8);
    const answers = [await caller.call('camera-0'), await twin.call('camera-1')];
    expect(answers).toMatchObject([{ kind: 'accepted' }, { kind: 'accepted' }]);
    for (let message = 0; message < 20; message += 1) {
      caller.sendMedia(Buffer.alloc(188, 1));
      twin.sendMedia(Buffer.alloc(188, 2));
      await sleep(4);
    }
    await waitFor('both have arrived', () => first.bytes.length === 20 * 188 && second.bytes.length === 20 * 188);
    expect([new Set(first.bytes), new Set(second.bytes)]).toEqual([new Set([1]), new Set([2])]);
    caller.close();
  });
});

describe('a second encoder', () => {
  const leaving = new Set<AbortController>();
  afterEach(() => {
    for (const controller of leaving) controller.abort();
    leaving.clear();
  });

  /** A libsrt encoder that goes on until the test ends, or its listener is gone. */
  const startSending = async (port: number): Promise<Caller> => {
    const caller = await Caller.start({ port, streamId: 'camera-0', passphrase });
    await caller.connected;
    const controller = new AbortController();
    leaving.add(controller);
    void caller.sendOn(controller.signal).then(() => caller.leave());
    return caller;
  };

  /** Calls once as an encoder does. */
  const knock = async (port: number): Promise<Caller | undefined> => {
    const caller = await Caller.start({ port, streamId: 'camera-0', passphrase });
    return caller.connected.then(
      () => caller,
      () => undefined,
    );
  };

  it('is refused with a conflict while the first sends, and the first goes on', async () => {
    const listeners = await startListeners(1, { passphrase });
    const [listener] = listeners;
    const gateway = await startGateway(listeners);
    const first = await startSending(gateway.port);
    const second = await RawCaller.open({ port: gateway.port });
    expect(await second.call('camera-0')).toMatchObject({ kind: 'refused', code: conflict });
    const libsrt = await Caller.start({ port: gateway.port, streamId: 'camera-0', passphrase });
    await expect(libsrt.connected).rejects.toThrow(/REJECT/);
    const before = listener?.bytes.length ?? 0;
    await waitFor('more comes of the first', () => (listener?.bytes.length ?? 0) > before + 20_000);
    expect({ isOver: first.isOver, lives: listener?.callers.length }).toEqual({ isOver: false, lives: 1 });
    second.close();
  });

  it('takes over by another port of the same address once the first has been silent for 2 s', async () => {
    const listeners = await startListeners(1, { passphrase });
    const [listener] = listeners;
    const gateway = await startGateway(listeners);
    const link = await Link.open({ to: gateway.port });
    const first = await startSending(link.port);
    await waitFor('the first is heard', () => listener?.hasCaller);
    link.cut();
    const cutMs = performance.now();
    const next = await waitFor('the encoder is back', () => knock(gateway.port), { intervalMs: 200 });
    const awayMs = performance.now() - cutMs;
    const leave = next.sendOn(AbortSignal.timeout(500)).then(() => next.leave());
    await waitFor('the second is heard', () => listener?.served === 2);
    await leave;
    expect(awayMs).toBeGreaterThan(1_000);
    // One that is given up for its silence alone takes 10 s.
    expect(awayMs).toBeLessThan(8_000);
    link.close();
    await first.ended;
  });

  it('from another address waits until the first is given up', async () => {
    const listeners = await startListeners(1);
    const gateway = await startGateway(listeners);
    const first = await RawCaller.open({ port: gateway.port, from: '127.0.0.2' });
    expect(await first.call('camera-0')).toMatchObject({ kind: 'accepted' });
    const silentMs = performance.now();
    await sleep(2_500);
    const second = await RawCaller.open({ port: gateway.port, from: '127.0.0.3' });
    expect(await second.call('camera-0')).toMatchObject({ kind: 'refused', code: conflict });
    await waitFor('it is let in', async () => (await second.call('camera-0')).kind === 'accepted', { intervalMs: 100 });
    expect(performance.now() - silentMs).toBeLessThan(18_000);
    first.close();
    second.close();
  });
});
