/** A stream's settings as the api names them, flat and in camelCase, and as the LiveStream's spec has them. Pure. */
import type { LiveStream, LiveStreamSpec } from '@kubecast/crds/livestream';

export type Visibility = 'public' | 'private';
export type RecordingMode = 'always' | 'never';
export type EncodingPreset = LiveStreamSpec['encoding']['preset'];

export interface RenditionSettings {
  readonly name: string;
  readonly height: number;
  readonly videoBitrateKbps: number;
  readonly audioBitrateKbps?: number;
}

/** What a stream is set to, besides title and visibility. */
export interface StreamSettings {
  readonly renditions: readonly RenditionSettings[];
  readonly encodingPreset: EncodingPreset;
  /** SRT's. */
  readonly latencyMilliseconds: number;
  readonly segmentSeconds: number;
  /** 0: none. */
  readonly partMilliseconds: number;
  readonly dvrWindowSeconds: number;
  readonly reconnectGraceSeconds: number;
  readonly recordingMode: RecordingMode;
  /** Name of a rendition; null: the highest. */
  readonly recordingRendition: string | null;
  /** Null: until someone deletes them. */
  readonly recordingRetentionDays: number | null;
}

type Optional<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** What a request sets; absent stays, null is removed. */
export interface StreamChoices extends Optional<StreamSettings> {
  readonly title?: string | undefined;
  readonly visibility?: Visibility | undefined;
  readonly suspended?: boolean | undefined;
}

const visibilityInSpec = { public: 'Public', private: 'Private' } as const;
const recordingModeInSpec = { always: 'Always', never: 'Never' } as const;

/** The part of a spec that `choices` are: a merge patch, or a new spec. What was not chosen is undefined, and not sent. */
export const specFor = (choices: StreamChoices): object => ({
  title: choices.title,
  visibility: choices.visibility && visibilityInSpec[choices.visibility],
  suspend: choices.suspended,
  ingest: { srt: { latencyMilliseconds: choices.latencyMilliseconds } },
  renditions: choices.renditions,
  encoding: { preset: choices.encodingPreset },
  packaging: {
    segmentSeconds: choices.segmentSeconds,
    partMilliseconds: choices.partMilliseconds,
    dvrWindowSeconds: choices.dvrWindowSeconds,
  },
  reconnect: { graceSeconds: choices.reconnectGraceSeconds },
  recording: {
    mode: choices.recordingMode && recordingModeInSpec[choices.recordingMode],
    rendition: choices.recordingRendition,
    retentionDays: choices.recordingRetentionDays,
  },
});

/** What a LiveStream is set to. */
export const settingsOf = ({ spec }: Pick<LiveStream, 'spec'>): StreamSettings => ({
  renditions: spec.renditions,
  encodingPreset: spec.encoding.preset,
  latencyMilliseconds: spec.ingest.srt.latencyMilliseconds,
  segmentSeconds: spec.packaging.segmentSeconds,
  partMilliseconds: spec.packaging.partMilliseconds,
  dvrWindowSeconds: spec.packaging.dvrWindowSeconds,
  reconnectGraceSeconds: spec.reconnect.graceSeconds,
  recordingMode: spec.recording.mode === 'Always' ? 'always' : 'never',
  recordingRendition: spec.recording.rendition ?? null,
  recordingRetentionDays: spec.recording.retentionDays ?? null,
});

const fieldNames: Readonly<Record<string, string>> = {
  'spec.title': 'title',
  'spec.visibility': 'visibility',
  'spec.suspend': 'suspended',
  'spec.ingest.srt.latencyMilliseconds': 'latencyMilliseconds',
  'spec.encoding.preset': 'encodingPreset',
  'spec.packaging.segmentSeconds': 'segmentSeconds',
  'spec.packaging.partMilliseconds': 'partMilliseconds',
  'spec.packaging.dvrWindowSeconds': 'dvrWindowSeconds',
  'spec.reconnect.graceSeconds': 'reconnectGraceSeconds',
  'spec.recording.mode': 'recordingMode',
  'spec.recording.rendition': 'recordingRendition',
  'spec.recording.retentionDays': 'recordingRetentionDays',
};

/** The request's name of a spec's field: `renditions.0.height` for `spec.renditions[0].height`. */
export const settingNamed = (field: string): string =>
  fieldNames[field] ?? field.replace(/^spec\./, '').replaceAll(/\[(\d+)\]/g, '.$1');
