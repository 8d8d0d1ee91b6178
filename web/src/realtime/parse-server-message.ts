/**
 * Reads what the server says. Unknown types give undefined, unknown fields are left alone: the server may add both
 * (docs/reference/realtime.md).
 */
import type { ServerMessage } from './server-message.ts';

type Guard<Value> = (value: unknown) => value is Value;
type Fields<Message> = { readonly [Name in Exclude<keyof Message, 'type'>]-?: Guard<Message[Name]> };
type Shapes = { readonly [Type in ServerMessage['type']]: Fields<Extract<ServerMessage, { readonly type: Type }>> };

const isText: Guard<string> = (value) => typeof value === 'string';
const isNumber: Guard<number> = (value) => typeof value === 'number';
const isFlag: Guard<boolean> = (value) => typeof value === 'boolean';
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const orNull =
  <Value>(guard: Guard<Value>): Guard<Value | null> =>
  (value) =>
    value === null || guard(value);

const isAbsentOr =
  <Value>(guard: Guard<Value>): Guard<Value | undefined> =>
  (value) =>
    value === undefined || guard(value);

const oneOf =
  <const Value extends string>(...values: readonly Value[]): Guard<Value> =>
  (value): value is Value =>
    values.some((known) => known === value);

const listOf =
  <Value>(guard: Guard<Value>): Guard<readonly Value[]> =>
  (value): value is readonly Value[] =>
    Array.isArray(value) && value.every(guard);

const has =
  <Value extends object>(fields: { readonly [Name in keyof Value]-?: Guard<Value[Name]> }): Guard<Value> =>
  (value): value is Value =>
    isRecord(value) && Object.entries<Guard<unknown>>(fields).every(([name, guard]) => guard(value[name]));

/** Of each message the fields that the page reads. */
export const messageShapes: Shapes = {
  hello: { heartbeatSeconds: isNumber },
  authenticated: { expiresAt: isText },
  subscribed: { topic: isText },
  stream: {
    id: isText,
    namespace: isText,
    name: isText,
    title: isText,
    visibility: oneOf('public', 'private'),
    state: oneOf('offline', 'live', 'reconnecting'),
    isReady: isFlag,
    isSuspended: isFlag,
    viewers: isNumber,
    availableQualities: listOf(isText),
    sessionId: orNull(isText),
    sessionStartedAt: orNull(isText),
    sessionEndedAt: orNull(isText),
  },
  viewers: { counts: listOf(has({ id: isText, viewers: isNumber })) },
  removed: { id: isText },
  health: {
    id: isText,
    conditions: listOf(
      has({
        type: isText,
        status: oneOf('True', 'False', 'Unknown'),
        reason: isText,
        message: isText,
        lastTransitionTime: isText,
      }),
    ),
  },
  ingest: {
    id: isText,
    bitrateKbps: orNull(isNumber),
    frameRate: orNull(isNumber),
    roundTripMs: orNull(isNumber),
    lossPercent: orNull(isNumber),
    at: isText,
  },
  error: { code: isText, detail: isText, topic: isAbsentOr(isText) },
};

const isKnownType = (type: unknown): type is ServerMessage['type'] =>
  typeof type === 'string' && Object.hasOwn(messageShapes, type);

const isServerMessage = (value: unknown): value is ServerMessage => {
  if (!isRecord(value) || !isKnownType(value.type)) return false;
  const guards = Object.entries<Guard<unknown>>(messageShapes[value.type]);
  return guards.every(([name, guard]) => guard(value[name]));
};

/** Undefined for what is not, or not as expected, a message of the protocol. */
export const parseServerMessage = (data: unknown): ServerMessage | undefined => {
  if (typeof data !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(data);
    return isServerMessage(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
