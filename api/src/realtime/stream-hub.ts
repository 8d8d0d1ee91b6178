/** Topics over what the database says: subscribing, and passing on what notifications tell. */
import type { Logger } from '@kubecast/media/logger';
import type { Topic } from './realtime-protocol.ts';
import { healthMessage, type StreamState, streamMessage } from './stream-state.ts';
import { StreamStates, type StreamStatesOptions } from './stream-states.ts';
import { type Subscriber, Topics, topicRefusal } from './topics.ts';

export interface StreamHubOptions extends Pick<StreamStatesOptions, 'read' | 'readPublicLive'> {
  readonly logger: Logger;
}

/** What a notification says. */
export interface StreamNotice {
  readonly id: string;
  /** It was public and is no more. */
  readonly unlisted: boolean;
}

export class StreamHub {
  readonly topics = new Topics();
  readonly #states: StreamStates;

  constructor(options: StreamHubOptions) {
    this.#states = new StreamStates({
      ...options,
      isWanted: (stream) => this.#isWanted(stream),
      onRead: (id, reading) => this.topics.push(id, reading),
    });
  }

  /** As last read, of a stream that somebody follows. */
  known(id: string): StreamState | undefined {
    return this.#states.known(id);
  }

  /**
   * Subscribes, and sends the acknowledgement and the state.
   *
   * @throws ApiError when the subscriber may not have the topic; whatever the database does
   */
  async subscribe(topic: Topic, subscriber: Subscriber): Promise<void> {
    if (topic.kind === 'streams') {
      this.topics.add(topic, subscriber);
      await this.#states.rememberLive().catch((error: unknown) => {
        this.unsubscribe(topic, subscriber);
        throw error;
      });
      subscriber.send({ type: 'subscribed', topic: topic.name });
      return;
    }
    const stream = await this.#states.fresh(topic.id);
    const refusal = topicRefusal(subscriber.caller, topic, stream);
    if (refusal || !stream) throw refusal;
    this.topics.add(topic, subscriber);
    this.#states.remember(stream);
    subscriber.send({ type: 'subscribed', topic: topic.name });
    subscriber.send(topic.kind === 'stream' ? streamMessage(stream) : healthMessage(stream));
  }

  unsubscribe(topic: Topic, subscriber: Subscriber): void {
    this.topics.remove(topic, subscriber);
    if (topic.kind !== 'streams') this.#states.release(topic.id);
    else if (!this.topics.isAllFollowed()) this.#states.releaseAll();
  }

  /** The database tells of a change. What is being read for somebody may be older, since it is told on another connection. */
  notice({ id, unlisted }: StreamNotice): void {
    const isOfAll = this.topics.isAllFollowed();
    const isWanted = isOfAll || this.topics.isFollowed(id) || this.#states.isAsked(id);
    if (isWanted) this.#states.touch(id, unlisted && isOfAll);
  }

  /** Changes may have been missed. @throws whatever the database does */
  async catchUp(): Promise<void> {
    await this.#states.touchAll(this.topics.isAllFollowed());
  }

  end(): void {
    this.#states.end();
  }

  #isWanted({ id, visibility, state }: StreamState): boolean {
    if (this.topics.isFollowed(id)) return true;
    return this.topics.isAllFollowed() && visibility === 'public' && state !== 'offline';
  }
}
