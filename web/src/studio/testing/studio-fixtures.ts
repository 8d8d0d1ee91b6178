/** Ladders, conditions and a stream with all that its owner sees, for tests. */
import type { Condition, Ingest, Ladder, Stream, StreamSettings } from '../../api/generated/schemas.ts';
import { aStream } from '../../streams/testing/a-stream.ts';
import { ada } from '../../testing/fake-session.ts';

/** With the usual sound. */
export const aRung = (height: number, videoBitrateKbps: number) => ({
  name: `${height}p`,
  height,
  videoBitrateKbps,
  audioBitrateKbps: 128,
});

/** HD, for which there is room, unless told. */
export const aLadder = (own: Partial<Ladder> = {}): Ladder => ({
  id: 'hd',
  title: 'HD: 720p, 360p',
  renditions: [aRung(720, 2500), aRung(360, 700)],
  cpuMillis: 440,
  memoryMebibytes: 421,
  fits: true,
  ...own,
});

const ultraHd = { id: 'ultra-hd', title: 'Ultra HD', renditions: [aRung(2160, 14_000)] };

/** The second fits no node. */
export const someLadders: Ladder[] = [
  aLadder(),
  aLadder({ ...ultraHd, cpuMillis: 2980, memoryMebibytes: 1655, fits: false }),
];

export const someSettings: StreamSettings = {
  renditions: [aRung(720, 2500), aRung(360, 700)],
  encodingPreset: 'veryfast',
  latencyMilliseconds: 120,
  segmentSeconds: 2,
  partMilliseconds: 200,
  dvrWindowSeconds: 1800,
  reconnectGraceSeconds: 120,
  recordingMode: 'always',
  recordingRendition: null,
  recordingRetentionDays: null,
};

export const aCondition = (type: string, status: Condition['status'], reason: string, message = ''): Condition => ({
  type,
  status,
  reason,
  message,
  lastTransitionTime: '2026-01-01T12:00:00Z',
});

/** Ada's, ready for its encoder, unless told. */
export const anOwnStream = (
  own: Partial<Stream> = {},
  studio: Partial<NonNullable<Stream['studio']>> = {},
): Stream => ({
  ...aStream({ state: 'offline', owner: { id: ada.id, username: ada.username, displayName: ada.displayName } }),
  sessionId: null,
  sessionStartedAt: null,
  thumbnailUrl: null,
  studio: {
    generation: 3,
    isManagedHere: true,
    conditions: [aCondition('Ready', 'True', 'Listening'), aCondition('StorageHealthy', 'True', 'UploadsKeepUp')],
    settings: someSettings,
    ...studio,
  },
  ...own,
});

/** Where the encoder streams to with the key `passphrase`. */
export const anIngest = (passphrase: string): Ingest => {
  const url = `srt://live.example.com:8890?streamid=bars-1&passphrase=${passphrase}&latency=120000`;
  return {
    host: 'live.example.com',
    port: 8890,
    streamId: 'bars-1',
    passphrase,
    latencyMilliseconds: 120,
    url,
    obs: {
      oneUrl: { server: url, streamKey: '', password: '' },
      serverAndKey: {
        server: 'srt://live.example.com:8890?latency=120000',
        streamKey: 'bars-1',
        password: passphrase,
      },
    },
  };
};
