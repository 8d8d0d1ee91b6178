import { describe, expect, it } from 'vitest';
import { newDeviceId, provedDevice, signDevice } from './device-proof.ts';

const owner = { id: '8a4e1bb6-7b0f-4c43-9c2b-3a6f3d1f0a11', passwordVersion: 3 };
const key = 'a key of a test, of thirty-two characters';
const device = newDeviceId();
const value = signDevice([key], owner, device);

describe('provedDevice', () => {
  it('knows a device of the account', () => {
    expect(provedDevice([key], owner, value)).toBe(device);
  });

  it('knows a device whose cookie an older key signed', () => {
    expect(provedDevice(['a newer key', key], owner, value)).toBe(device);
  });

  it.each([
    ['another account', { ...owner, id: '11111111-7b0f-4c43-9c2b-3a6f3d1f0a11' }],
    ['another password', { ...owner, passwordVersion: 4 }],
  ])('knows no device of %s', (_, other) => {
    expect(provedDevice([key], other, value)).toBeUndefined();
  });

  it.each([
    ['there is none', undefined],
    ['it is no such cookie', 'x'],
    ['another key signed it', signDevice(['another key'], owner, device)],
    ['it names another device', value.replace(device, newDeviceId())],
  ])('knows no device when %s', (_, presented) => {
    expect(provedDevice([key], owner, presented)).toBeUndefined();
  });
});
