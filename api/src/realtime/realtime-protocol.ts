/**
 * What is said over `/api/realtime`: JSON objects, one a message, told apart by `type`. Fields and types may be added to what the
 * server says; a client leaves alone what it does not know. The page docs/reference/realtime.md is made from these schemas.
 */
import { z } from 'zod';
import { type ProblemCode, problemCatalogue } from '../problems/problem-catalogue.ts';

/** In `hello`; another number when something is taken away or means something else. */
export const protocolVersion = 1;

const uuid = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
const topicPattern = new RegExp(`^(?:streams|(?:stream|ingest):${uuid})$`, 'i');

const streamId = z.guid().toLowerCase();
const topicName = z.string().max(64).regex(topicPattern).toLowerCase();
const time = z.iso.datetime();

/** Described, for the page. */
const message = <Type extends string, Shape extends z.ZodRawShape>(type: Type, says: string, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...shape }).meta({ description: says });

const clientMessages = [
  message('authenticate', 'Who the client is; again before the token expires, or as somebody else', {
    token: z.string().min(1).max(4_096).meta({ description: 'the access token' }),
  }),
  message('subscribe', 'Answered by `subscribed` and the state, or by `error` with the topic', {
    topic: topicName.meta({ description: '`streams`, `stream:<id>` or `ingest:<id>`' }),
  }),
  message('unsubscribe', 'Not answered', { topic: topicName.meta({ description: 'as in `subscribe`' }) }),
  message('watching', 'An open player of a live stream says so, every ten seconds; not answered', {
    streamId: streamId.meta({ description: "the stream's id" }),
  }),
  message('stopped', 'The player was closed', { streamId: streamId.meta({ description: "the stream's id" }) }),
] as const;

export const clientMessageSchema = z.discriminatedUnion('type', [...clientMessages]);

/** What a client may say. */
export type ClientMessage = z.output<typeof clientMessageSchema>;

const id = z.guid().meta({ description: "the stream's id" });
const measured = (description: string) =>
  z
    .number()
    .nullable()
    .meta({ description: `${description}; null while unknown` });
const condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string(),
  message: z.string(),
  lastTransitionTime: z.string(),
});

const codes = Object.keys(problemCatalogue).filter((code): code is ProblemCode => code in problemCatalogue);

const serverMessages = [
  message('hello', 'The first message', {
    version: z.literal(protocolVersion).meta({ description: 'of this protocol' }),
    heartbeatSeconds: z.number().meta({ description: 'how often to say `watching`' }),
    maxSubscriptions: z.number().meta({ description: 'a connection' }),
  }),
  message('authenticated', 'The token was taken', {
    userId: z.guid().meta({ description: 'whose it is' }),
    expiresAt: time.meta({ description: 'when it ends: authenticate anew before' }),
  }),
  message('subscribed', 'Changes of the topic follow', { topic: z.string().meta({ description: 'as asked for' }) }),
  message('stream', 'The state of a stream: at once for `stream:<id>`, then at each change', {
    id,
    namespace: z.string().meta({ description: 'with `name` the path of its playlists' }),
    name: z.string().meta({ description: "the LiveStream's" }),
    title: z.string().meta({ description: 'for people' }),
    visibility: z.enum(['public', 'private']).meta({ description: 'who may watch' }),
    state: z.enum(['offline', 'live', 'reconnecting']).meta({ description: 'reconnecting: the encoder is away' }),
    isReady: z.boolean().meta({ description: 'an encoder may connect' }),
    isSuspended: z.boolean().meta({ description: 'its owner ended it' }),
    viewers: z.number().int().meta({ description: 'who watch now' }),
    availableQualities: z.array(z.string()).meta({ description: 'rungs of the session, highest first' }),
    sessionId: z.string().nullable().meta({ description: 'of the running or last session' }),
    sessionStartedAt: time.nullable().meta({ description: 'of that session' }),
    sessionEndedAt: time.nullable().meta({ description: 'null while it runs' }),
  }),
  message('viewers', 'How many watch, where nothing else changed; every second for one stream, every two for all', {
    counts: z.array(z.object({ id, viewers: z.number().int() })).meta({ description: 'only those that changed' }),
  }),
  message('removed', 'For `streams`: the stream is deleted or no longer public', { id }),
  message('health', 'For `ingest:<id>`: what the resource says of the source, at once and at each change', {
    id,
    conditions: z.array(condition).meta({ description: 'as in the status of the LiveStream' }),
  }),
  message('ingest', 'For `ingest:<id>`: the source in numbers, once a second', {
    id,
    bitrateKbps: measured('received'),
    frameRate: measured('pictures a second that arrive'),
    roundTripMs: measured('of SRT'),
    lossPercent: measured('packets that the line lost at first'),
    droppedPercent: measured('packets that never came, or too late'),
    uploadLagSeconds: measured('age of the oldest file that waits for the object store'),
    at: time.meta({ description: 'when it was asked' }),
  }),
  message('error', 'What the client said, or a topic, failed; the connection stays', {
    code: z.enum(codes).meta({ description: "of the api's catalogue of problems" }),
    detail: z.string().meta({ description: 'for people' }),
    topic: z.string().optional().meta({ description: 'its subscription is over, or was not made' }),
  }),
] as const;

export const serverMessageSchema = z.discriminatedUnion('type', [...serverMessages]);

/** What the server may say. */
export type ServerMessage = z.output<typeof serverMessageSchema>;

/** Both directions, for the page and for who generates clients. */
export const protocol = { client: clientMessages, server: serverMessages } as const;

export type Topic =
  | { readonly kind: 'streams'; readonly name: string }
  | { readonly kind: 'stream' | 'ingest'; readonly id: string; readonly name: string };

/** Reads a name that {@link clientMessageSchema} let through. */
export const topicOf = (name: string): Topic => {
  const [kind, id = ''] = name.split(':');
  return kind === 'stream' || kind === 'ingest' ? { kind, id, name } : { kind: 'streams', name };
};

/** Codes with which the server closes a connection (RFC 6455 §7.4, and its registry). */
export const closeCodes = {
  /** Not JSON text. */
  unsupported: 1003,
  /** Too many messages. */
  policy: 1008,
  /** The replica ends: connect again, in a moment. */
  restart: 1012,
} as const;
