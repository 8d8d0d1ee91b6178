import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isPortBound, ListeningCheck } from './listening-check.ts';

const table = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
12883: 00000000:22BA 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 220232 2 00000000fb1a1160 0
`;

describe('isPortBound', () => {
  it.each([
    [8890, true],
    [8891, false],
    [0, false],
  ])('reads port %d as %s', (port, expected) => {
    expect(isPortBound(table, port)).toBe(expected);
  });
});

describe('ListeningCheck', () => {
  it('stays true for a moment after the port was freed', async () => {
    let now = 0;
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const check = new ListeningCheck(socket.address().port, () => now);
    expect(await check.isListening()).toBe(true);
    await new Promise<void>((resolve) => socket.close(() => resolve()));
    now = 1_999;
    expect(await check.isListening()).toBe(true);
    now = 2_001;
    expect(await check.isListening()).toBe(false);
  });
});
