/**
 * Conditions (`metav1.Condition`) as values: pure functions from the last list to the next. A list has one condition a
 * type, `Ready` first and the others by name, so that equal facts make equal lists.
 */
import { z } from 'zod';

/** `metav1.Condition`. Times are RFC 3339, whole seconds, UTC. */
export interface Condition {
  readonly type: string;
  readonly status: ConditionStatus;
  /** CamelCase; scripts match on it. */
  readonly reason: string;
  /** For people: what is, and what to do. At most {@link maxMessageLength} characters. */
  readonly message: string;
  /** When `status` last changed. */
  readonly lastTransitionTime: string;
  /** The `metadata.generation` that this was found for. */
  readonly observedGeneration?: number;
}

export type ConditionStatus = 'True' | 'False' | 'Unknown';

/** What a pass found: a condition without its history. */
export type ConditionFact = Omit<Condition, 'lastTransitionTime' | 'observedGeneration'>;

/** What conditions are stamped with. */
export interface ConditionStamp {
  /** The generation of the object that the pass read. */
  readonly observedGeneration: number | undefined;
  readonly now: Date;
}

/** The API server takes 32,768; nobody reads more than this. */
export const maxMessageLength = 1_024;

const conditionSchema = z.object({
  type: z.string(),
  status: z.enum(['True', 'False', 'Unknown']),
  reason: z.string(),
  message: z.string(),
  lastTransitionTime: z.string(),
  observedGeneration: z.number().int().optional(),
});

/** Reads an object's conditions. Old ones that cannot be read are left out: they are about to be derived anew. */
export const parseConditions = (value: unknown): Condition[] => {
  if (!Array.isArray(value)) return [];
  return value.filter(isCondition);
};

const isCondition = (value: unknown): value is Condition => conditionSchema.safeParse(value).success;

/** The condition of that type, if there is one. */
export const findCondition = (conditions: readonly Condition[], type: string): Condition | undefined =>
  conditions.find((condition) => condition.type === type);

/** True when there is a condition of that type with status True. */
export const isConditionTrue = (conditions: readonly Condition[], type: string): boolean =>
  findCondition(conditions, type)?.status === 'True';

/** Kubernetes' time: RFC 3339 in whole seconds. */
export const formatTime = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;

/** Cuts a message that is too long, by characters, and shows that it was cut. */
export const boundMessage = (message: string): string => {
  const characters = Array.from(message);
  return characters.length <= maxMessageLength ? message : `${characters.slice(0, maxMessageLength - 1).join('')}…`;
};

/**
 * The whole list of conditions after a pass: exactly `facts`, each with the time of its last change of status. A
 * condition that is no fact any more is gone. Of two facts of one type the later counts.
 */
export const deriveConditions = (
  previous: readonly Condition[],
  facts: readonly ConditionFact[],
  stamp: ConditionStamp,
): Condition[] => {
  const byType = new Map(facts.map((fact) => [fact.type, stampFact(findCondition(previous, fact.type), fact, stamp)]));
  return [...byType.values()].sort(byReadyThenType);
};

/** `conditions` with one set; the others stay as they are. */
export const setCondition = (
  conditions: readonly Condition[],
  fact: ConditionFact,
  stamp: ConditionStamp,
): Condition[] => {
  const next = stampFact(findCondition(conditions, fact.type), fact, stamp);
  return [...removeCondition(conditions, fact.type), next].sort(byReadyThenType);
};

/** `conditions` without those of that type. */
export const removeCondition = (conditions: readonly Condition[], type: string): Condition[] =>
  conditions.filter((condition) => condition.type !== type);

const stampFact = (previous: Condition | undefined, fact: ConditionFact, stamp: ConditionStamp): Condition => ({
  type: fact.type,
  status: fact.status,
  reason: fact.reason,
  message: boundMessage(fact.message),
  lastTransitionTime: previous?.status === fact.status ? previous.lastTransitionTime : formatTime(stamp.now),
  ...(stamp.observedGeneration === undefined ? {} : { observedGeneration: stamp.observedGeneration }),
});

const sortKey = ({ type }: Condition): string => (type === 'Ready' ? '' : type);

const byReadyThenType = (a: Condition, b: Condition): number => (sortKey(a) < sortKey(b) ? -1 : 1);
