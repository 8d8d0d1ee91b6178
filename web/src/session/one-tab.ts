/** Lets one tab of the browser do a thing at a time. */

export type Exclusively = <Result>(task: () => Promise<Result>) => Promise<Result>;

const lockName = 'kubecast.session';
/** A tab that was frozen keeps its lock. */
const patienceMs = 10_000;

/** Over `navigator.locks`, which pages over plain HTTP do not have: there, and after a while of waiting, nothing is awaited. */
export const createExclusively = (locks: LockManager | undefined): Exclusively => {
  if (!locks) return (task) => task();
  return async (task) => {
    let hasBegun = false;
    const begin = (): ReturnType<typeof task> => {
      hasBegun = true;
      return task();
    };
    try {
      return await locks.request(lockName, { signal: AbortSignal.timeout(patienceMs) }, begin);
    } catch (error) {
      if (hasBegun) throw error;
      return begin();
    }
  };
};
