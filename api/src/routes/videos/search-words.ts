/** A hyphen, or several, where a word could begin, and no word and no phrase follows at once. */
const idleHyphens = /(?<![\p{L}\p{N}-])-+(?![\p{L}\p{N}"])/gu;

/**
 * What people search for, as `websearch_to_tsquery` takes it: for Postgres each hyphen is a negation, also of the next hyphen, and
 * more than thirty of them are more than it can stack (`tsquery stack too small`).
 */
export const searchWords = (typed: string): string => typed.replaceAll(idleHyphens, ' ');
