import { describe, expect, it } from 'vitest';
import { captured } from '../testing/captured-handshakes.ts';
import {
  buildInduction,
  buildInductionAnswer,
  buildRefusal,
  isEncrypted,
  parseHandshake,
  readStreamId,
  replaceCookie,
} from './handshake.ts';
import { refusalType } from './rejection.ts';

/** A copy with one word changed. */
const withWord = (packet: Buffer, at: number, word: number): Buffer => {
  const changed = Buffer.from(packet);
  changed.writeUInt32BE(word, at);
  return changed;
};

const timestampAt = 8;
const withoutTimestamp = (packet: Buffer): Buffer => withWord(packet, timestampAt, 0);

/** A conclusion whose extensions are just these words. */
const withExtensions = (hex: string): Buffer =>
  Buffer.concat([captured.callerConclusion.subarray(0, 64), Buffer.from(hex, 'hex')]);

describe('parseHandshake', () => {
  it('reads what libsrt writes', () => {
    const callerSocketId = 0x254142ee;
    const cookie = 0x653993a6;
    const { callerInduction, listenerInduction, callerConclusion, listenerConclusion, listenerRefusal } = captured;
    expect(parseHandshake(callerInduction)).toEqual({ version: 4, type: 1, socketId: callerSocketId, cookie: 0 });
    expect(parseHandshake(listenerInduction)).toEqual({ version: 5, type: 1, socketId: callerSocketId, cookie });
    expect(parseHandshake(callerConclusion)).toMatchObject({ version: 5, type: 0xffff_ffff, cookie });
    expect(parseHandshake(listenerConclusion)).toMatchObject({ type: 0xffff_ffff, socketId: 0x0a38cf5f });
    expect(parseHandshake(listenerRefusal)).toMatchObject({ type: 1010 });
  });

  it.each([
    ['cut off', captured.callerInduction.subarray(0, 63)],
    ['empty', Buffer.alloc(0)],
    ['another control packet', withWord(captured.callerInduction, 0, 0x8005_0000)],
    ['data', withWord(captured.callerInduction, 0, 0)],
  ])('knows that a packet is none that is %s', (_, packet) => {
    expect(parseHandshake(packet)).toBeUndefined();
  });
});

describe('readStreamId', () => {
  it('reads what libsrt writes', () => {
    expect([readStreamId(captured.callerConclusion), readStreamId(captured.wrongConclusion)]).toEqual([
      'publish:camera',
      'camera',
    ]);
  });

  it.each([
    ['there is none', '00010003000105010000 00bf00780000'.replace(' ', '')],
    ['nothing follows', ''],
    ['its length is beyond the end', '00050004' + '6c627570'],
    ['it is cut within its head', '000500'],
  ])('gives none when %s', (_, hex) => {
    expect(readStreamId(withExtensions(hex))).toBeUndefined();
  });

  it('keeps a zero within, so that it names no stream', () => {
    expect(readStreamId(withExtensions('00050002' + '00616263' + '00000064'))).toBe('cba\0d');
  });

  it('leaves the packet as it was', () => {
    const before = Buffer.from(captured.callerConclusion);
    readStreamId(captured.callerConclusion);
    expect(captured.callerConclusion.equals(before)).toBe(true);
  });
});

describe('isEncrypted', () => {
  it('tells by the flag of key material', () => {
    expect(isEncrypted(captured.callerConclusion)).toBe(true);
    expect(isEncrypted(withWord(captured.callerConclusion, 20, 5))).toBe(false);
  });
});

describe('buildInductionAnswer', () => {
  it('answers as libsrt does', () => {
    const answer = buildInductionAnswer(captured.callerInduction, 0x653993a6);
    expect(withoutTimestamp(answer).toString('hex')).toBe(withoutTimestamp(captured.listenerInduction).toString('hex'));
  });
});

describe('buildInduction', () => {
  it('asks as the caller of the conclusion has asked', () => {
    const induction = buildInduction(captured.callerConclusion);
    expect(withoutTimestamp(induction).toString('hex')).toBe(
      withoutTimestamp(captured.callerInduction).toString('hex'),
    );
  });
});

describe('buildRefusal', () => {
  it('refuses as libsrt does, but for what differs by listener', () => {
    const [socketIdAt, listenerSocketId] = [40, 0x2c60d4c6];
    const refusal = withWord(
      buildRefusal(captured.wrongConclusion, refusalType('badSecret')),
      socketIdAt,
      listenerSocketId,
    );
    expect(refusal.toString('hex')).toBe(withoutTimestamp(captured.listenerRefusal).toString('hex'));
  });

  it.each([
    ['badSecret', 1010],
    ['unsecure', 1011],
    ['overload', 2402],
    ['badMode', 2405],
    ['conflict', 2409],
    ['down', 2503],
  ] as const)('says %s as %i', (reason, type) => {
    expect(parseHandshake(buildRefusal(captured.wrongConclusion, refusalType(reason)))?.type).toBe(type);
  });
});

describe('replaceCookie', () => {
  it('changes nothing else', () => {
    const packet = Buffer.from(captured.callerConclusion);
    replaceCookie(packet, 0x01020304);
    expect(packet.equals(withWord(captured.callerConclusion, 44, 0x01020304))).toBe(true);
  });
});
