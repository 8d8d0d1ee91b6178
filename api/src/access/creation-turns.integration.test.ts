import { describe, expect, it } from 'vitest';
import { useTestPostgres } from '../testing/use-test-postgres.ts';
import { createCreationTurns } from './creation-turns.ts';

const postgres = useTestPostgres();

describe('createCreationTurns', () => {
  it('lets another user in while one holds on to its turn and asks for more', async () => {
    const inTurn = createCreationTurns(postgres.databases.streams);
    const end = Promise.withResolvers<void>();
    const greedy = [1, 2, 3, 4].map((number) => inTurn('greedy', () => end.promise.then(() => number)));
    expect(await inTurn('modest', async () => 'done')).toBe('done');
    end.resolve();
    expect(await Promise.all(greedy)).toEqual([1, 2, 3, 4]);
  });

  it('refuses who asks for very many at once, and lets the user in again later', async () => {
    const inTurn = createCreationTurns(postgres.databases.streams);
    const answers = await Promise.allSettled(Array.from({ length: 12 }, () => inTurn('ann', async () => 'done')));
    expect(answers.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'Busy' } }]);
    expect(await inTurn('ann', async () => 'done')).toBe('done');
  });

  it('does one after the other for a user of several replicas, with work that fails among them', async () => {
    const replicas = [1, 2].map(() => createCreationTurns(postgres.databases.streams));
    let running = 0;
    const work = async (client: { query: (text: string) => Promise<unknown> }): Promise<number> => {
      running += 1;
      const most = running;
      await client.query('SELECT 1');
      running -= 1;
      throw new Error(String(most));
    };
    const answers = await Promise.allSettled([...replicas, ...replicas].map((inTurn) => inTurn('bob', work)));
    expect(answers.map((answer) => answer.status === 'rejected' && answer.reason.message)).toEqual([
      '1',
      '1',
      '1',
      '1',
    ]);
  });
});
