import { describe, expect, it } from 'vitest';
import { ingestForms } from './ingest-forms.ts';

const address = { port: 8890, streamId: 'main-x', passphrase: 'correct-horse', latencyMilliseconds: 120 };

describe('ingestForms', () => {
  it('gives the one URL, and server, key and password', () => {
    const url = 'srt://live.example.com:8890?streamid=main-x&passphrase=correct-horse&latency=120000';
    expect(ingestForms({ ...address, host: 'live.example.com' })).toEqual({
      url,
      obs: {
        oneUrl: { server: url, streamKey: '', password: '' },
        serverAndKey: {
          server: 'srt://live.example.com:8890?latency=120000',
          streamKey: 'main-x',
          password: 'correct-horse',
        },
      },
    });
  });

  it('puts an IPv6 address into brackets', () => {
    const { url } = ingestForms({ ...address, host: '2001:db8::1' });
    expect(url).toBe('srt://[2001:db8::1]:8890?streamid=main-x&passphrase=correct-horse&latency=120000');
  });
});
