import { describe, expect, it } from 'vitest';
import { uuidV5, videoIdFor } from './video-id.ts';

describe('uuidV5', () => {
  it('gives the id of RFC 9562, A.4', () => {
    const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
    expect(uuidV5(dns, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });
});

describe('videoIdFor', () => {
  it('gives the ids of yesterday', () => {
    expect(videoIdFor('81be4c2f-107a-4849-8b63-d854be1c1baf')).toBe('f54b64f4-ff30-5efc-9309-da93c47af319');
    expect(videoIdFor('81BE4C2F-107A-4849-8B63-D854BE1C1BAF')).toBe(videoIdFor('81be4c2f-107a-4849-8b63-d854be1c1baf'));
  });
});
