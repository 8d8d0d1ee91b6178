/**
 * Refresh tokens keep a browser logged in: `<family id>.<256 random bits, base64url>`. A family is what came from one login. A token
 * is good for one exchange, and the database has its SHA-256 alone; the family's id beside it tells a token that was exchanged long
 * ago, and whose row is gone, from one that nobody ever made.
 *
 * ```
 *            exchange              within the grace: superseded (409), nothing happens; or the successor, never used, is replaced
 *   fresh ──────────────► used ──►
 *     │ expires                    later: reused (401), the family is revoked
 *     ▼
 *   ended (401)
 * ```
 * Within the grace a second exchange is taken for a second tab's, whose cookie is already the successor; or, when the account's own
 * device asks and the successor lay unused for a moment, for the same tab's that was reloaded before it had the answer. Later it is
 * taken for theft: of the two that have the token one is not the owner, and both have to log in again (RFC 9700 §4.14.2).
 */
import { createHash, randomBytes } from 'node:crypto';

const daySeconds = 86_400;

/** A token holds so long after its exchange; each exchange starts it anew. */
export const refreshTokenSeconds = 30 * daySeconds;
/** A login holds so long, whatever is exchanged. */
export const familySeconds = 90 * daySeconds;
/** How long after an exchange a second one is an honest race. */
export const supersededGraceSeconds = 10;
/** A successor that was not used for so long may be lost. Of many who ask at once, the first alone finds it so old. */
export const lostSuccessorSeconds = 1;
/** An account has so many logins at once; the oldest ends when one more begins. */
export const familiesPerUser = 50;
/** A revoked login is kept so long: what was being done with it when it ended finds it. */
export const revokedFamilySeconds = 60;
/** Rows of used tokens are kept so long; after that the family's id alone tells of them. */
export const usedTokenSeconds = 3600;

export interface RefreshToken {
  readonly familyId: string;
  /** 43 characters of base64url. */
  readonly secret: string;
}

const pattern = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

/** A fresh one, of the family. */
export const newRefreshToken = (familyId: string): RefreshToken => ({
  familyId,
  secret: randomBytes(32).toString('base64url'),
});

export const formatRefreshToken = ({ familyId, secret }: RefreshToken): string => `${familyId}.${secret}`;

/** Undefined for whatever is none. */
export const parseRefreshToken = (text: string | undefined): RefreshToken | undefined => {
  const [, familyId, secret] = pattern.exec(text ?? '') ?? [];
  return familyId === undefined || secret === undefined ? undefined : { familyId, secret };
};

/** What is stored: SHA-256, 32 bytes. Random bits need no salt and no cost. */
export const hashOfToken = ({ secret }: RefreshToken): Buffer => createHash('sha256').update(secret).digest();

/** How a token that could not be exchanged stands; undefined: there is no such family. */
export interface TokenState {
  readonly isFamilyOver: boolean;
  readonly isKnown: boolean;
  readonly usedAt: Date | null;
}

/** Why a token could not be exchanged: see the file header. */
export const judgeRefusedToken = (state: TokenState | undefined, now: Date): 'superseded' | 'reused' | 'ended' => {
  if (state === undefined || state.isFamilyOver) return 'ended';
  if (!state.isKnown) return 'reused';
  if (state.usedAt === null) return 'ended';
  const sinceUsedSeconds = (now.getTime() - state.usedAt.getTime()) / 1000;
  return sinceUsedSeconds < supersededGraceSeconds ? 'superseded' : 'reused';
};
