import { describe, expect, it } from 'vitest';
import { settingNamed, specFor } from './stream-settings.ts';

/** As it is sent. */
const sent = (value: object): unknown => JSON.parse(JSON.stringify(value));
const untouched = { ingest: { srt: {} }, encoding: {}, packaging: {}, reconnect: {}, recording: {} };

describe('specFor', () => {
  it.each([
    ['nothing', {}, untouched],
    [
      'words',
      { title: 'Town hall', visibility: 'private', suspended: false },
      { ...untouched, title: 'Town hall', visibility: 'Private', suspend: false },
    ],
    [
      'how it is cut',
      { segmentSeconds: 4, partMilliseconds: 0, dvrWindowSeconds: 60 },
      { ...untouched, packaging: { segmentSeconds: 4, partMilliseconds: 0, dvrWindowSeconds: 60 } },
    ],
    [
      'what a recording is no longer set to',
      { recordingMode: 'never', recordingRendition: null, recordingRetentionDays: null },
      { ...untouched, recording: { mode: 'Never', rendition: null, retentionDays: null } },
    ],
    [
      'the line, the ladder and the grace',
      {
        latencyMilliseconds: 200,
        reconnectGraceSeconds: 0,
        encodingPreset: 'faster',
        renditions: [{ name: '360p', height: 360, videoBitrateKbps: 700 }],
      },
      {
        ...untouched,
        ingest: { srt: { latencyMilliseconds: 200 } },
        reconnect: { graceSeconds: 0 },
        encoding: { preset: 'faster' },
        renditions: [{ name: '360p', height: 360, videoBitrateKbps: 700 }],
      },
    ],
  ] as const)('writes %s and leaves the rest', (_what, choices, spec) => {
    expect(sent(specFor(choices))).toEqual(spec);
  });
});

describe('settingNamed', () => {
  it.each([
    ['spec.packaging.partMilliseconds', 'partMilliseconds'],
    ['spec.recording.rendition', 'recordingRendition'],
    ['spec.renditions[2].height', 'renditions.2.height'],
    ['spec.renditions', 'renditions'],
    ['metadata.name', 'metadata.name'],
  ])('of %s is %s', (field, name) => {
    expect(settingNamed(field)).toBe(name);
  });
});
