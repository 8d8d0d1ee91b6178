/** Requests and answers of `/api/recordings`. */
import { type Static, Type } from 'typebox';
import { instant } from '../../schemas/instant.ts';
import { nullable } from '../../schemas/nullable.ts';
import { ownerSchema } from '../../schemas/owner.ts';
import { listOf, pageQuery } from '../../schemas/page.ts';
import { text } from '../../schemas/text.ts';
import { uuid } from '../../schemas/uuid.ts';
import { recordingStates, videoStates } from './recording.ts';

const visibility = Type.Enum(['public', 'private']);
const sessionId = Type.String({ pattern: '^[0-9]{8}-[0-9]{6}-[a-z0-9]{4}$', minLength: 20, maxLength: 20 });

/** A recording as its owner sees it. */
export const recordingSchema = Type.Object(
  {
    id: uuid(),
    namespace: Type.String(),
    name: Type.String(),
    streamName: Type.String(),
    sessionId: Type.String(),
    owner: nullable(ownerSchema),
    title: Type.String(),
    visibility,
    range: nullable(Type.Object({ from: instant(), to: instant() }, { description: 'Of a clip; null: all of it' })),
    state: Type.Enum([...recordingStates], {
      description: '`waiting`: the session still runs, or its turn has not come',
    }),
    reason: Type.String({ description: 'Why, for programs' }),
    message: Type.String({ description: 'Why, for people, and what to do; the progress while it is made' }),
    startedAt: nullable(instant('When the recorded media begins')),
    endedAt: nullable(instant()),
    durationSeconds: nullable(Type.Number({ description: 'Playing time; gaps do not count' })),
    sizeBytes: nullable(Type.Integer()),
    width: nullable(Type.Integer()),
    height: nullable(Type.Integer()),
    segments: nullable(Type.Integer()),
    missingSegments: nullable(Type.Integer()),
    gaps: Type.Array(Type.Object({ at: instant(), seconds: Type.Number() }), {
      description: 'Where the session had no media; the first 100',
    }),
    videoState: Type.Enum([...videoStates], { description: '`importing`: it is complete and becomes a video' }),
    videoId: nullable(uuid('The video that it became')),
    isManagedHere: Type.Boolean({ description: 'False: in another namespace, and to be changed there alone' }),
    createdAt: instant(),
  },
  { title: 'Recording' },
);

export const recordingListSchema = listOf(recordingSchema);

export const listRecordingsQuery = Type.Object(
  {
    ...pageQuery,
    streamId: Type.Optional(uuid('Only those of this stream')),
    state: Type.Optional(Type.Enum([...recordingStates])),
    owner: Type.Optional(Type.Enum(['me'], { description: 'For administrators, who else get all' })),
  },
  { additionalProperties: false },
);

export const createClipBody = Type.Object(
  {
    streamId: uuid(),
    sessionId: Type.Optional(
      Type.String({ ...sessionId, description: 'A session of the stream; else the running or last one' }),
    ),
    from: instant('Before the session began means its beginning'),
    to: instant('After the session ended means its end; while it runs, the clip waits until it has come so far'),
    title: Type.Optional(text({ min: 1, max: 200, description: 'Else the stream’s' })),
    visibility: Type.Optional(Type.Enum(['public', 'private'], { description: 'Else the stream’s' })),
  },
  { additionalProperties: false, title: 'NewClip' },
);

/** A body of `POST /`. */
export type CreateClipBody = Static<typeof createClipBody>;
/** A query of `GET /`. */
export type ListRecordingsQuery = Static<typeof listRecordingsQuery>;
