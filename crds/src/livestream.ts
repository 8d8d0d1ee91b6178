/** The kind LiveStream in TypeScript. The schema is `livestreams.yaml`; `generated/livestream.ts` is made from it. */
import type { LiveStreamSpec, LiveStreamSpecInput, LiveStreamStatus } from './generated/livestream.ts';
import { type apiVersion, group, version } from './names.ts';
import { objectParser, type ResourceKind, type ResourceObject } from './resource-object.ts';

export type { LiveStreamSpec, LiveStreamSpecInput, LiveStreamStatus } from './generated/livestream.ts';

/** A LiveStream as the API server returns it: defaults are filled in. */
export type LiveStream = ResourceObject<LiveStreamSpec, LiveStreamStatus>;

/** A rung of the ladder. */
export type LiveStreamRendition = LiveStreamSpec['renditions'][number];

/** What `spec.podTemplate` holds when there is one. */
export type LiveStreamPodTemplate = NonNullable<LiveStreamSpec['podTemplate']>;

/** Reads a LiveStream that the API server returned. Throws UnexpectedObjectError for anything else. */
export const parseLiveStream: (value: unknown) => LiveStream = objectParser<LiveStream>('LiveStream');

export const liveStreamKind = {
  group,
  version,
  plural: 'livestreams',
  kind: 'LiveStream',
  namespaced: true,
  parse: parseLiveStream,
} as const satisfies ResourceKind<LiveStream>;

/** A LiveStream as one may apply it: what has a default may be left out. */
export interface LiveStreamInput {
  readonly apiVersion: typeof apiVersion;
  readonly kind: typeof liveStreamKind.kind;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: LiveStreamSpecInput;
}
