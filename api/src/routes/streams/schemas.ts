/** Requests and answers of `/api/streams`. The bounds are those of the CRD LiveStream. */
import { type Static, Type } from 'typebox';
import { instant } from '../../schemas/instant.ts';
import { nullable } from '../../schemas/nullable.ts';
import { ownerSchema } from '../../schemas/owner.ts';
import { listOf, pageQuery } from '../../schemas/page.ts';
import { text } from '../../schemas/text.ts';
import { uuid } from '../../schemas/uuid.ts';

const visibility = Type.Enum(['public', 'private'], { description: 'Who may watch: anyone, or only the owner' });
const encodingPreset = Type.Enum(['ultrafast', 'superfast', 'veryfast', 'faster', 'fast', 'medium'], {
  description: 'The x264 preset: towards `medium` a better picture for more CPU',
});
const recordingMode = Type.Enum(['always', 'never'], { description: 'Whether sessions are recorded' });

const renditionName = Type.String({ pattern: '^[0-9]{3,4}p[0-9]*$', minLength: 4, maxLength: 8 });

const rendition = Type.Object(
  {
    name: renditionName,
    height: Type.Integer({ minimum: 144, maximum: 2160, description: 'Even; in pixels' }),
    videoBitrateKbps: Type.Integer({ minimum: 100, maximum: 50_000 }),
    audioBitrateKbps: Type.Integer({ minimum: 32, maximum: 320, default: 128 }),
  },
  { additionalProperties: false, title: 'Rendition' },
);

/** In a request: the audio bitrate may be left out. */
const newRendition = Type.Object(rendition.properties, { additionalProperties: false, title: 'NewRendition' });

const ladderLength = { minItems: 1, maxItems: 8, description: 'The ladder, highest first' };

const settings = {
  renditions: Type.Array(rendition, ladderLength),
  encodingPreset,
  latencyMilliseconds: Type.Integer({ minimum: 20, maximum: 8000, description: "SRT's" }),
  segmentSeconds: Type.Integer({ minimum: 1, maximum: 6 }),
  partMilliseconds: Type.Integer({ minimum: 0, maximum: 1000, description: '200 to 1000, or 0 for none' }),
  dvrWindowSeconds: Type.Integer({ minimum: 0, maximum: 14_400, description: 'How far back viewers may seek' }),
  reconnectGraceSeconds: Type.Integer({
    minimum: 0,
    maximum: 1800,
    description: 'How long a session outlives its encoder',
  }),
  recordingMode,
};

const recordingRendition = Type.String({ ...renditionName, description: 'One of the renditions; else the highest' });
const recordingRetentionDays = Type.Integer({
  minimum: 1,
  maximum: 36_500,
  description:
    'How long a Recording and its objects are kept, else until deleted. Its video stays until a person deletes that',
});
const title = text({ min: 1, max: 200 });
const ladder = Type.String({
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  maxLength: 40,
  description: 'The id of a preset (`GET /api/streams/presets`), in place of `renditions`',
});

const chosen = Type.Partial(
  Type.Object({ ...settings, renditions: Type.Array(newRendition, ladderLength), ladder, visibility }),
).properties;

export const createStreamBody = Type.Object(
  {
    ...chosen,
    title,
    recordingRendition: Type.Optional(recordingRendition),
    recordingRetentionDays: Type.Optional(recordingRetentionDays),
  },
  { additionalProperties: false, title: 'NewStream' },
);

export const changeStreamBody = Type.Object(
  {
    ...chosen,
    title: Type.Optional(title),
    suspended: Type.Optional(Type.Boolean({ description: 'True ends the session and refuses encoders' })),
    recordingRendition: Type.Optional(nullable(recordingRendition)),
    recordingRetentionDays: Type.Optional(nullable(recordingRetentionDays)),
    generation: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: Number.MAX_SAFE_INTEGER,
        description: '`studio.generation` as read before: the change is refused when the settings changed since',
      }),
    ),
  },
  { additionalProperties: false, minProperties: 1, title: 'StreamChange' },
);

const facts = {
  id: uuid(),
  namespace: Type.String(),
  name: Type.String(),
  title: Type.String(),
  visibility,
  owner: nullable(ownerSchema),
  state: Type.Enum(['offline', 'live', 'reconnecting']),
  isReady: Type.Boolean({ description: 'An encoder may connect now' }),
  isSuspended: Type.Boolean(),
  viewers: Type.Integer({ minimum: 0 }),
  availableQualities: Type.Array(Type.String(), {
    description: 'Of the running session or the last one, highest first',
  }),
  sessionId: nullable(Type.String({ description: 'The running session, or the last one' })),
  sessionStartedAt: nullable(instant()),
  sessionEndedAt: nullable(instant()),
  playbackPath: Type.String({ description: 'The multivariant playlist; a private stream needs a grant besides' }),
  thumbnailUrl: nullable(Type.String({ description: 'A path on this host; null before the first session' })),
  createdAt: instant(),
};

const condition = Type.Object(
  {
    type: Type.String(),
    status: Type.Enum(['True', 'False', 'Unknown']),
    reason: Type.String({ description: 'For programs' }),
    message: Type.String({ description: 'What is, and what to do' }),
    lastTransitionTime: instant(),
  },
  { title: 'Condition' },
);

const effectiveSettings = Type.Object(
  {
    ...settings,
    recordingRendition: nullable(Type.String()),
    recordingRetentionDays: nullable(Type.Integer()),
  },
  { title: 'StreamSettings' },
);

const studio = Type.Object(
  {
    generation: Type.Integer({ description: 'Counts changes of the settings' }),
    isManagedHere: Type.Boolean({ description: 'False: applied by other means, and to be changed by these alone' }),
    conditions: Type.Array(condition),
    settings: effectiveSettings,
  },
  { title: 'Studio' },
);

export const streamSummarySchema = Type.Object(facts, { title: 'StreamSummary' });

export const streamSchema = Type.Object(
  {
    ...facts,
    studio: nullable(
      Type.Object(studio.properties, {
        description: 'For the owner; null for others, and while Kubernetes does not answer',
      }),
    ),
  },
  { title: 'Stream' },
);

export const streamListSchema = listOf(streamSummarySchema);

export const listStreamsQuery = Type.Object(
  {
    ...pageQuery,
    live: Type.Optional(Type.Boolean({ description: 'True: only those whose session runs' })),
    owner: Type.Optional(Type.Enum(['me'], { description: 'Only one’s own, private ones too' })),
  },
  { additionalProperties: false },
);

const label = Type.String({ pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', maxLength: 63 });

/** Of a LiveStream. */
export const streamNameParams = Type.Object({ namespace: label, name: label });

const obsFields = Type.Object({
  server: Type.String(),
  streamKey: Type.String(),
  password: Type.String({ description: 'Of “Use authentication”; its user name stays empty' }),
});

export const ingestSchema = Type.Object(
  {
    host: Type.String(),
    port: Type.Integer({ description: 'UDP' }),
    streamId: Type.String(),
    passphrase: Type.String({ description: 'The secret part' }),
    latencyMilliseconds: Type.Integer(),
    url: Type.String({ description: 'All in one, for OBS and ffmpeg; its `latency` is in microseconds' }),
    obs: Type.Object(
      { oneUrl: obsFields, serverAndKey: obsFields },
      { description: 'Two ways to fill in Settings → Stream; an empty field stays empty' },
    ),
  },
  { title: 'Ingest' },
);

export const presetsSchema = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          title: Type.String(),
          renditions: Type.Array(rendition),
          cpuMillis: Type.Integer({ description: 'Thousandths of a core, at 30 frames a second' }),
          memoryMebibytes: Type.Integer(),
          fits: nullable(Type.Boolean({ description: 'Whether a node is large enough; null: not known' })),
        },
        { title: 'Ladder' },
      ),
      { description: 'The first is the default' },
    ),
  },
  { title: 'Ladders' },
);

/** A body of `POST /`. */
export type CreateStreamBody = Static<typeof createStreamBody>;
/** A body of `PATCH /:id`. */
export type ChangeStreamBody = Static<typeof changeStreamBody>;
