import { describe, expect, it } from 'vitest';
import { captured } from '../testing/captured-handshakes.ts';
import { buildShutdown, destinationOf, hasHeader, isHandshake, isShutdown } from './packet.ts';

describe('buildShutdown', () => {
  it('is what libsrt sends, padded to 20 bytes', () => {
    const shutdown = buildShutdown(0x254142ee);
    expect(shutdown.toString('hex')).toBe('8005000000000000000000' + '00' + '254142ee' + '00000000');
    expect([isShutdown(shutdown), isHandshake(shutdown), destinationOf(shutdown)]).toEqual([true, false, 0x254142ee]);
  });
});

describe('isHandshake', () => {
  it('is told from data that begins alike', () => {
    const data = Buffer.alloc(16);
    expect([isHandshake(captured.callerInduction), isHandshake(data), isShutdown(data)]).toEqual([true, false, false]);
  });
});

describe('hasHeader', () => {
  it('needs 16 bytes', () => {
    expect([hasHeader(Buffer.alloc(15)), hasHeader(Buffer.alloc(16))]).toEqual([false, true]);
  });
});
