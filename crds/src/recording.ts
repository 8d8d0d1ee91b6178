/** The kind Recording in TypeScript. The schema is `recordings.yaml`; `generated/recording.ts` is made from it. */
import type { RecordingSpec, RecordingSpecInput, RecordingStatus } from './generated/recording.ts';
import { type apiVersion, group, version } from './names.ts';
import { objectParser, type ResourceKind, type ResourceObject } from './resource-object.ts';

export type { RecordingSpec, RecordingSpecInput, RecordingStatus } from './generated/recording.ts';

/** A Recording as the API server returns it: defaults are filled in. */
export type Recording = ResourceObject<RecordingSpec, RecordingStatus>;

/** Reads a Recording that the API server returned. Throws UnexpectedObjectError for anything else. */
export const parseRecording: (value: unknown) => Recording = objectParser<Recording>('Recording');

export const recordingKind = {
  group,
  version,
  plural: 'recordings',
  kind: 'Recording',
  namespaced: true,
  parse: parseRecording,
} as const satisfies ResourceKind<Recording>;

/** A Recording as one may apply it: what has a default may be left out. */
export interface RecordingInput {
  readonly apiVersion: typeof apiVersion;
  readonly kind: typeof recordingKind.kind;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: RecordingSpecInput;
}
