/** Who on the page wants which topic, and which topics a message is of. */
import type { Topic } from './realtime.ts';
import type { ServerMessage } from './server-message.ts';

export type TopicListener = (message: ServerMessage) => void;

const isTopic = (name: string): name is Topic => /^(?:streams$|stream:|ingest:)/.test(name);

/** Pure. A private stream, followed for itself, is not news for the list of all. */
export const topicsOf = (message: ServerMessage): readonly Topic[] => {
  switch (message.type) {
    case 'stream':
      return message.visibility === 'public' ? [`stream:${message.id}`, 'streams'] : [`stream:${message.id}`];
    case 'viewers':
      return [...message.counts.map(({ id }): Topic => `stream:${id}`), 'streams'];
    case 'removed':
      return ['streams'];
    case 'health':
    case 'ingest':
      return [`ingest:${message.id}`];
    case 'subscribed':
    case 'error':
      return message.topic !== undefined && isTopic(message.topic) ? [message.topic] : [];
    default:
      return [];
  }
};

interface Followed {
  readonly listeners: Set<TopicListener>;
  /** The state as last told, for who comes later: the server tells it with the subscription alone. */
  readonly states: Map<ServerMessage['type'], ServerMessage>;
}

const isState = ({ type }: ServerMessage): boolean => type === 'stream' || type === 'health';

/** See the file header. */
export class TopicListeners {
  readonly #followed = new Map<Topic, Followed>();

  get topics(): readonly Topic[] {
    return [...this.#followed.keys()];
  }

  /** True for the first one of its topic; later ones hear at once what is known. */
  add(topic: Topic, listener: TopicListener): boolean {
    const followed = this.#followed.get(topic);
    if (!followed) {
      this.#followed.set(topic, { listeners: new Set([listener]), states: new Map() });
      return true;
    }
    followed.listeners.add(listener);
    if (topic !== 'streams') for (const state of followed.states.values()) listener(state);
    return false;
  }

  /** True for the last one of its topic. */
  remove(topic: Topic, listener: TopicListener): boolean {
    const followed = this.#followed.get(topic);
    if (!followed?.listeners.delete(listener) || followed.listeners.size > 0) return false;
    return this.#followed.delete(topic);
  }

  dispatch(message: ServerMessage): void {
    for (const topic of topicsOf(message)) {
      const followed = this.#followed.get(topic);
      if (!followed) continue;
      if (isState(message)) followed.states.set(message.type, message);
      for (const listener of [...followed.listeners]) listener(message);
    }
  }

  /** What was told is of a connection that is over. */
  forgetStates(): void {
    for (const { states } of this.#followed.values()) states.clear();
  }
}
