/** How long an access token is used. */
import type { Session as SessionAnswer } from '../api/generated/schemas.ts';

/** Times are of this browser's clock, in ms. */
export interface AccessToken {
  readonly value: string;
  /** From here on the next one is fetched ahead. */
  readonly renewAt: number;
  /** From here on it is not sent any more. */
  readonly endsAt: number;
}

const marginMs = 10_000;
const aheadMs = 60_000;
const shortestMs = 120_000;
const longestMs = 600_000;

/** Pure. A clock that is wrong makes it be renewed too often, never not at all: what the api refuses is renewed anyway. */
export const accessTokenOf = (answer: SessionAnswer, now: number): AccessToken => {
  const told = Date.parse(answer.accessTokenExpiresAt) - now;
  const holdsMs = Math.min(longestMs, Math.max(shortestMs, Number.isNaN(told) ? shortestMs : told));
  return { value: answer.accessToken, renewAt: now + holdsMs - aheadMs, endsAt: now + holdsMs - marginMs };
};
