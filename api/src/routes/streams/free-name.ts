import { isAlreadyExists } from '@kubecast/runtime/api-error';
import { streamName } from './stream-name.ts';

/** A suffix of four has 1.7 million values. */
const attempts = 3;

/** What `create` makes under a name of the title that nothing has yet. Rejects as `create` does. */
export const underFreeName = async <Result>(
  title: string,
  create: (name: string) => Promise<Result>,
): Promise<Result> => {
  for (let left = attempts - 1; ; left -= 1) {
    try {
      return await create(streamName(title));
    } catch (error) {
      if (!isAlreadyExists(error) || left === 0) throw error;
    }
  }
};
