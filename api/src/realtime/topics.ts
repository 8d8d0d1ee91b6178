/**
 * Who is subscribed to what, and the pushes. Whether a subscriber may see a stream is decided again at each push: one that is made
 * private ends the subscriptions of whom it is hidden from.
 */
import type { Caller } from '../access/caller.ts';
import { ApiError } from '../problems/api-error.ts';
import { type ServerMessage, type Topic, topicOf } from './realtime-protocol.ts';
import {
  changeOf,
  healthMessage,
  mayInspect,
  maySee,
  type StreamChange,
  type StreamState,
  streamMessage,
  viewersMessage,
} from './stream-state.ts';

export interface StreamReading {
  /** As it was known; undefined when it was not. */
  readonly before: StreamState | undefined;
  /** Undefined when there is none any more. */
  readonly now: StreamState | undefined;
  /** The database has said that it was public and is no more. */
  readonly unlisted: boolean;
}

/** Who is told. */
export interface Subscriber {
  readonly caller: Caller;
  /** `key`: a later message with the same one may take its place while the line is slow. */
  send(message: ServerMessage, key?: string): void;
  /** The subscription is over. */
  endTopic(topic: Topic, error: ApiError): void;
}

const hiddenError = (): ApiError => new ApiError('NotFound', 'There is no such stream, or it is not yours to see');

export const isAllowed = (caller: Caller, { kind }: Topic, stream: StreamState): boolean =>
  kind === 'ingest' ? mayInspect(caller, stream) : maySee(caller, stream);

/** Why a caller does not get a topic; undefined when they do. */
export const topicRefusal = (caller: Caller, topic: Topic, stream: StreamState | undefined): ApiError | undefined => {
  if (!stream || !maySee(caller, stream)) return hiddenError();
  if (isAllowed(caller, topic, stream)) return undefined;
  return caller.kind === 'anonymous'
    ? new ApiError('NotLoggedIn', 'The numbers of the source are for its owner: authenticate first')
    : new ApiError('Forbidden', 'The numbers of the source are for its owner');
};

export class Topics {
  readonly #subscribers = new Map<string, Map<Subscriber, Topic>>();
  /** Streams whose viewers changed since all were told. */
  readonly #recounted = new Map<string, number>();

  subscribersOf(name: string): readonly Subscriber[] {
    return [...(this.#subscribers.get(name)?.keys() ?? [])];
  }

  /** Subscriptions by kind of topic. */
  count(kind: Topic['kind']): number {
    let count = 0;
    for (const [name, subscribers] of this.#subscribers) if (topicOf(name).kind === kind) count += subscribers.size;
    return count;
  }

  /** Subscriptions of every kind. */
  counts(): Readonly<Record<Topic['kind'], number>> {
    return { streams: this.count('streams'), stream: this.count('stream'), ingest: this.count('ingest') };
  }

  /** True when somebody follows this very stream. */
  isFollowed(id: string): boolean {
    return this.#subscribers.has(`stream:${id}`) || this.#subscribers.has(`ingest:${id}`);
  }

  /** The streams whose source somebody looks at. */
  inspectedIds(): readonly string[] {
    return [...this.#subscribers.keys()].flatMap((name) => {
      const topic = topicOf(name);
      return topic.kind === 'ingest' ? [topic.id] : [];
    });
  }

  isAllFollowed(): boolean {
    return this.#subscribers.has('streams');
  }

  add(topic: Topic, subscriber: Subscriber): void {
    const subscribers = this.#subscribers.get(topic.name) ?? new Map<Subscriber, Topic>();
    this.#subscribers.set(topic.name, subscribers.set(subscriber, topic));
  }

  remove(topic: Topic, subscriber: Subscriber): void {
    const subscribers = this.#subscribers.get(topic.name);
    subscribers?.delete(subscriber);
    if (subscribers?.size === 0) this.#subscribers.delete(topic.name);
  }

  /** Tells of a stream that was read. */
  push(id: string, { before, now, unlisted }: StreamReading): void {
    const change = now && changeOf(before, now);
    this.#pushOne(`stream:${id}`, now, (stream) => this.#shownOf(stream, change));
    this.#pushOne(`ingest:${id}`, now, (stream) => (change?.health ? healthMessage(stream) : undefined));
    this.#pushToAll(id, now, { change, wasListed: unlisted || before?.visibility === 'public' });
  }

  /** Tells those who follow all streams how many watch which, where that changed since the last time. */
  pushCounts(): void {
    if (this.#recounted.size === 0) return;
    // One for all: its text is made once, and those who are slow share it.
    const message = viewersMessage([...this.#recounted].map(([id, viewers]) => ({ id, viewers })));
    this.#recounted.clear();
    for (const subscriber of this.subscribersOf('streams')) subscriber.send(message);
  }

  #shownOf(stream: StreamState, change: StreamChange | undefined): ServerMessage | undefined {
    if (change?.state) return streamMessage(stream);
    return change?.viewers ? viewersMessage([stream]) : undefined;
  }

  #pushOne(
    name: string,
    now: StreamState | undefined,
    messageOf: (stream: StreamState) => ServerMessage | undefined,
  ): void {
    const message = now && messageOf(now);
    for (const [subscriber, topic] of this.#subscribers.get(name) ?? []) {
      if (!now || !isAllowed(subscriber.caller, topic, now)) subscriber.endTopic(topic, hiddenError());
      else if (message) subscriber.send(message, `${message.type} ${name}`);
    }
  }

  #pushToAll(
    id: string,
    now: StreamState | undefined,
    { change, wasListed }: { readonly change: StreamChange | undefined; readonly wasListed: boolean },
  ): void {
    if (now?.visibility !== 'public') {
      this.#recounted.delete(id);
      if (wasListed) this.#sendToAll({ type: 'removed', id }, id);
    } else if (change?.state) this.#sendToAll(streamMessage(now), id);
    else if (change?.viewers && this.isAllFollowed()) this.#recounted.set(id, now.viewers);
  }

  #sendToAll(message: ServerMessage, id: string): void {
    for (const subscriber of this.subscribersOf('streams')) subscriber.send(message, `all ${id}`);
  }
}
