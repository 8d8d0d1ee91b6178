import { beforeEach, describe, expect, it } from 'vitest';
import { RelayedFlow } from './relayed-flow.ts';
import type { UpstreamHandlers } from './upstream-socket.ts';

const record = {
  stream: 'live/main',
  caller: { address: '192.0.2.1', port: 4000 },
  callerSocketId: 7,
  pod: { uid: 'pod', host: '10.0.0.1', port: 8890 },
  podSocketId: 1,
  upstreamPort: 5000,
};

describe('RelayedFlow', () => {
  let handlers: UpstreamHandlers;
  let ends: string[];
  let errors: Error[];

  beforeEach(() => {
    [ends, errors] = [[], []];
    new RelayedFlow({
      record,
      upstream: {
        handle: (given) => {
          handlers = given;
        },
        send: () => undefined,
        close: () => undefined,
      },
      sockets: { turn: () => 0, send: () => undefined },
      traffic: { toPods: { packets: 0, bytes: 0 }, toCallers: { packets: 0, bytes: 0 } },
      now: () => 0,
      onOver: (_, reason) => ends.push(reason),
      onUpstreamError: (error) => errors.push(error),
    });
  });

  it.each([
    ['ECONNREFUSED', ['pod-refused']],
    ['EHOSTUNREACH', ['pod-refused']],
    ['ENETUNREACH', ['pod-refused']],
    ['ENOBUFS', []],
    ['EPERM', []],
    ['EMSGSIZE', []],
  ])('tells of %s and says for an end: %s', (code, reasons) => {
    const error = Object.assign(new Error(code), { code });
    handlers.onError(error);
    expect([ends, errors]).toEqual([reasons, [error]]);
  });
});
