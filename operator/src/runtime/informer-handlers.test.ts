import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { InformerHandlers } from './informer-handlers.ts';
import type { KubernetesObject } from './kubernetes-object.ts';

const object = (name: string): KubernetesObject => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name } });
const logger = pino({ level: 'silent' });

/** A handler that writes down what it hears. */
const recorder = () => {
  const heard: string[] = [];
  const handler = {
    added: ({ metadata }: KubernetesObject) => void heard.push(`added ${metadata.name}`),
    updated: ({ metadata }: KubernetesObject, previous: KubernetesObject) =>
      void heard.push(`updated ${metadata.name} from ${previous.metadata.name}`),
    deleted: ({ metadata }: KubernetesObject) => void heard.push(`deleted ${metadata.name}`),
  };
  return { heard, handler };
};

describe('InformerHandlers', () => {
  it('tells a late handler of what is there, then of changes in their order', () => {
    const handlers = new InformerHandlers(logger);
    const { heard, handler } = recorder();
    handlers.add(handler, [object('a')]);
    handlers.dispatch([
      { type: 'added', object: object('b') },
      { type: 'updated', object: object('b'), previous: object('b') },
      { type: 'deleted', object: object('a') },
    ]);
    expect(heard).toEqual(['added a', 'added b', 'updated b from b', 'deleted a']);
  });

  it('goes on with the others when one throws', () => {
    const handlers = new InformerHandlers(logger);
    const { heard, handler } = recorder();
    const added = (): void => {
      throw new Error('broken');
    };
    handlers.add({ added }, []);
    handlers.add(handler, []);
    handlers.dispatch([{ type: 'added', object: object('a') }]);
    expect(heard).toEqual(['added a']);
  });

  it('tells a removed handler nothing more', () => {
    const handlers = new InformerHandlers(logger);
    const { heard, handler } = recorder();
    handlers.add(handler, [])();
    handlers.dispatch([{ type: 'added', object: object('a') }]);
    expect(heard).toEqual([]);
  });
});
