import { describe, expect, it } from 'vitest';
import { mergeResources } from './pod-resources.ts';

describe('mergeResources', () => {
  const computed = { requests: { cpu: '450m', memory: '700Mi' }, limits: { memory: '1400Mi' } };

  it.each([
    ['nothing', undefined, computed],
    ['a request', { requests: { cpu: 3 } }, { requests: { memory: '700Mi', cpu: '3' }, limits: { memory: '1400Mi' } }],
    ['a limit', { limits: { memory: '512Mi' } }, { requests: { cpu: '450m' }, limits: { memory: '512Mi' } }],
    ['a larger request', { requests: { memory: '4Gi' } }, { requests: { cpu: '450m', memory: '4Gi' }, limits: {} }],
  ])('keeps what is computed beside %s', (_what, overrides, expected) => {
    expect(mergeResources(computed, overrides)).toEqual(expected);
  });
});
