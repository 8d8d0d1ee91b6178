/** Requests without a pause, as long as something happens. */
import type { ApiClient } from './api-client.ts';

export interface LoadResult {
  readonly answered: number;
  /** Statuses, or what went wrong. */
  readonly failures: readonly string[];
}

const lanes = 4;

/** Asks for the lists again and again until `work` is over. */
export const underLoad = async (client: ApiClient, work: () => Promise<void>): Promise<LoadResult> => {
  const failures: string[] = [];
  let answered = 0;
  let isOver = false;
  const askOn = async (path: string): Promise<void> => {
    while (!isOver) {
      const outcome = await client.status('GET', path).catch((error: unknown) => String(error));
      if (outcome === 200) answered += 1;
      else failures.push(`${path}: ${outcome}`);
    }
  };
  const asking = Array.from({ length: lanes }, (_, lane) => askOn(lane % 2 ? '/streams?limit=5' : '/videos?limit=5'));
  await work().finally(() => {
    isOver = true;
  });
  await Promise.all(asking);
  return { answered, failures };
};
