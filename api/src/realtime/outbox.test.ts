import { describe, expect, it } from 'vitest';
import { Outbox } from './outbox.ts';

/** A line that takes what is sent only when it is told to. */
const slowLine = () => {
  const sent: string[] = [];
  const held: { text: string; done: (error?: Error) => void }[] = [];
  const socket = {
    get bufferedAmount() {
      return held.reduce((bytes, { text }) => bytes + text.length, 0);
    },
    send: (text: string, done: (error?: Error) => void) => void held.push({ text, done }),
  };
  const letThrough = (count = 1): void => {
    for (const { text, done } of held.splice(0, count)) {
      sent.push(text);
      done();
    }
  };
  return { socket, sent, held, letThrough };
};

const outboxOver = (line: ReturnType<typeof slowLine>, waitingMessages = 10) => {
  const clock = { nowMs: 0 };
  const overflows: number[] = [];
  const outbox = new Outbox({
    socket: line.socket,
    highWaterBytes: 3,
    waitingMessages,
    nowMs: () => clock.nowMs,
    onOverflow: () => overflows.push(clock.nowMs),
  });
  return { outbox, clock, overflows };
};

describe('Outbox', () => {
  it('sends at once while the line takes it', () => {
    const line = slowLine();
    const { outbox } = outboxOver(line);
    outbox.put('a');
    outbox.put('b');
    expect(line.held.map(({ text }) => text)).toEqual(['a', 'b']);
    expect(outbox.stalledMs()).toBe(0);
  });

  it('keeps only the latest of each thing while the line is slow', () => {
    const line = slowLine();
    const { outbox } = outboxOver(line);
    outbox.put('full');
    outbox.put('x1', 'x');
    outbox.put('y1', 'y');
    outbox.put('once');
    outbox.put('x2', 'x');
    for (let turn = 0; turn < 5; turn += 1) line.letThrough();
    expect(line.sent).toEqual(['full', 'y1', 'once', 'x2']);
  });

  it('passes nothing by what waits', () => {
    const line = slowLine();
    const { outbox } = outboxOver(line);
    for (const text of ['1111', '2222', '3333']) outbox.put(text);
    line.letThrough();
    outbox.put('4');
    for (let turn = 0; turn < 5; turn += 1) line.letThrough();
    expect(line.sent).toEqual(['1111', '2222', '3333', '4']);
  });

  it('tells how long nothing has left', () => {
    const line = slowLine();
    const { outbox, clock } = outboxOver(line);
    outbox.put('1111');
    clock.nowMs = 10;
    outbox.put('2222');
    outbox.put('3333');
    clock.nowMs = 30;
    expect(outbox.stalledMs()).toBe(20);
    line.letThrough();
    expect(outbox.stalledMs()).toBe(0);
    clock.nowMs = 40;
    expect(outbox.stalledMs()).toBe(10);
    line.letThrough(2);
    expect(outbox.stalledMs()).toBe(0);
  });

  it('tells when more waits than may', () => {
    const line = slowLine();
    const { outbox, overflows } = outboxOver(line, 2);
    for (const text of ['1111', 'a', 'b', 'c']) outbox.put(text);
    expect(overflows).toEqual([0]);
  });
});
