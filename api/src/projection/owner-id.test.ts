import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import { logForeignOwner, ownerIdFor } from './owner-id.ts';

const id = '81be4c2f-107a-4849-8b63-d854be1c1baf';

describe('ownerIdFor', () => {
  it.each([
    [id, id],
    [id.toUpperCase(), id],
    [`{${id}}`, null],
    [`${id}\n`, null],
    ['anna', null],
    ['', null],
    [undefined, null],
  ])('takes %j for %s', (text, owner) => {
    expect(ownerIdFor(text)).toBe(owner);
  });
});

describe('logForeignOwner', () => {
  it.each([
    ['anna', 1],
    [id, 0],
    ['', 0],
    [undefined, 0],
  ])('tells of %j %i times', (owner, times) => {
    const log = pino({ level: 'silent' });
    const warn = vi.spyOn(log, 'warn');
    logForeignOwner(log, owner, { kind: 'LiveStream', namespace: 'live', name: 'main' });
    expect(warn).toHaveBeenCalledTimes(times);
  });
});
