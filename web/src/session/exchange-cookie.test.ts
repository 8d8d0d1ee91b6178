import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ApiClient, noTokens } from '../api/api-client.ts';
import { createFakeApi, refusal } from '../testing/fake-api.ts';
import { exchangeCookie } from './exchange-cookie.ts';

describe('exchangeCookie', () => {
  it('gives up for now when other tabs are faster again and again', async () => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const api = createFakeApi({ 'POST /api/auth/refresh': refusal(409, 'RefreshSuperseded') });
    const exchange = exchangeCookie(new ApiClient(noTokens, api.fetch));
    await vi.runAllTimersAsync();
    expect([await exchange, api.calls.length]).toMatchObject([
      { kind: 'unknown', failure: { code: 'RefreshSuperseded' } },
      6,
    ]);
  });
});
