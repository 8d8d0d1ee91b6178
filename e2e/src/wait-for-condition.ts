/** Waits for what the operator says of an object in its conditions. */
import { type Condition, findCondition, parseConditions } from '@kubecast/runtime/condition';
import { waitFor } from '@kubecast/runtime/testing/wait-for';

/** What a condition should be; what is left out does not matter. */
export interface ExpectedCondition {
  readonly type: string;
  readonly status?: Condition['status'];
  readonly reason?: string;
}

/** The part of a LiveStream or a Recording that is looked at. */
interface Observed {
  readonly metadata: { readonly generation?: number };
  readonly status?: { readonly observedGeneration?: number; readonly conditions?: unknown };
}

/** `what` names the object, as in `LiveStream live/main`. */
export interface AwaitedCondition {
  readonly what: string;
  readonly read: () => Promise<Observed>;
  readonly expected: ExpectedCondition;
  readonly timeoutMs: number;
}

const conditionText = ({ type, status, reason, message }: Condition): string =>
  `${type}=${status} (${reason}: ${message})`;

const meets = (expected: ExpectedCondition, actual: Condition | undefined): actual is Condition =>
  actual !== undefined &&
  (expected.status === undefined || expected.status === actual.status) &&
  (expected.reason === undefined || expected.reason === actual.reason);

/** Waits for a condition of the present generation. The error tells the last conditions. */
export const waitForCondition = async ({ what, read, expected, timeoutMs }: AwaitedCondition): Promise<Condition> => {
  let last = 'not there';
  const look = async (): Promise<Condition | undefined> => {
    const { metadata, status } = await read();
    const conditions = parseConditions(status?.conditions);
    last = conditions.map(conditionText).join('; ') || 'no conditions yet';
    const condition = findCondition(conditions, expected.type);
    return status?.observedGeneration === metadata.generation && meets(expected, condition) ? condition : undefined;
  };
  const awaited = `${what} has ${JSON.stringify(expected)}`;
  return waitFor(awaited, look, { timeoutMs, intervalMs: 100 }).catch((error: Error) => {
    throw new Error(`${error.message}. Last seen: ${last}`, { cause: error.cause });
  });
};
