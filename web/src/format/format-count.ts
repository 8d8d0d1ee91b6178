/** Counts of viewers, views and likes, short enough for a card. */

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1, roundingMode: 'trunc' });

/** Pure: `999`, `1.2K`, `3.4M`; rounded down, as a count never says more than there were. */
export const formatCount = (count: number): string => compact.format(Number.isFinite(count) ? Math.max(0, count) : 0);
