/**
 * How many proofs of who may do what are checked in a second of CPU, which other load on the machine disturbs little: access tokens
 * as the api does, beside a bare jose and a bare HMAC of the same length; grants as the edge does, from the request's URL and cookie
 * on, beside a bare HMAC of theirs.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { accessTokenAudience, accessTokenIssuer, createAccessTokens } from '@kubecast/api/src/auth/access-tokens.ts';
import { requireObjectAccess, requireStreamAccess } from '@kubecast/edge/src/access.ts';
import { parseRequestPath } from '@kubecast/edge/src/request-path.ts';
import {
  formatGrantQuery,
  formatGrantToken,
  grantCookie,
  parseGrantKeys,
  parseGrantToken,
  signGrant,
  verifyGrant,
} from '@kubecast/media/grant';
import { segmentName } from '@kubecast/media/keys';
import { jwtVerify } from 'jose';
import { type Figure, printFigures } from './figures.ts';

const runs = 5;
const roundMs = 400;
const key = 'a key of the bench, of more than 32 characters';

/** Throws, or rejects, where the proof does not hold. */
type Check = () => unknown;

/** Of all threads: jose has WebCrypto do its work on others. */
const processorSeconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e6;

/** Checks a second of CPU. Waits for those that are promises, as a request does. */
const checksPerSecond = async (check: Check): Promise<number> => {
  const before = process.cpuUsage();
  const endMs = performance.now() + roundMs;
  let count = 0;
  for (; performance.now() < endMs; count += 1) {
    const result = check();
    if (result instanceof Promise) await result;
  }
  return count / processorSeconds(process.cpuUsage(before));
};

interface Compared {
  readonly what: string;
  readonly check: Check;
  readonly baseline: { readonly name: string; readonly check: Check };
}

const measureInTurns = async ({ what, check, baseline }: Compared): Promise<Figure> => {
  const [values, bare]: [number[], number[]] = [[], []];
  for (const each of [check, baseline.check]) await checksPerSecond(each);
  for (let run = 0; run < runs; run += 1) {
    values.push(await checksPerSecond(check));
    bare.push(await checksPerSecond(baseline.check));
  }
  return { what, unit: '1/s of CPU', better: 'higher', values, baseline: { name: baseline.name, values: bare } };
};

/** The least that checks a signature: one HMAC-SHA256, and a comparison in constant time. */
const bareHmac = (text: string): Compared['baseline'] => {
  const signature = createHmac('sha256', key).update(text).digest();
  const check = () => {
    const isRight = timingSafeEqual(createHmac('sha256', key).update(text).digest(), signature);
    if (!isRight) throw new Error('The bare HMAC is another one');
  };
  return { name: 'bare HMAC', check };
};

const accessTokenChecks = async (): Promise<readonly Compared[]> => {
  const tokens = createAccessTokens({ keys: () => [key], now: () => new Date() });
  const { token } = await tokens.sign({ id: '0b6f0f6c-6f0e-4b55-8a4e-0d6a8d2f6f10', role: 'user' });
  const secret = await crypto.subtle.importKey('raw', Buffer.from(key), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'verify',
  ]);
  const expected = { algorithms: ['HS256'], issuer: accessTokenIssuer, audience: accessTokenAudience };
  const what = 'access tokens checked by the api';
  const check = () => tokens.verify(token);
  return [
    { what, check, baseline: { name: 'bare jose', check: () => jwtVerify(token, secret, expected) } },
    { what, check, baseline: bareHmac(token.slice(0, token.lastIndexOf('.'))) },
  ];
};

const streamCheck = (keys: ReturnType<typeof parseGrantKeys>, cookieHeader: string): Check => {
  const segment = segmentName({ epoch: 1, sequence: 42, startUnixMs: 1_795_348_800_000, durationMs: 2_000 });
  const target = `/live-streams/live/main/20261122-120000-abcd/1080p/${segment}`;
  return () => {
    const route = parseRequestPath(target);
    if (route === undefined || route.kind === 'object') throw new Error(`${target} is no segment of a stream`);
    requireStreamAccess(route, 'Private', { keys, now: new Date(), cookieHeader });
  };
};

const objectCheck = (keys: ReturnType<typeof parseGrantKeys>, expiresAt: Date): Check => {
  const path = '/storage/vod-videos/0b6f0f6c-6f0e-4b55-8a4e-0d6a8d2f6f10/video.mp4';
  const target = `${path}?${formatGrantQuery(signGrant(keys[0], { path, expiresAt }))}`;
  return () => {
    const route = parseRequestPath(target);
    if (route?.kind !== 'object') throw new Error(`${target} is no object`);
    requireObjectAccess(route, { keys, now: new Date(), cookieHeader: undefined });
  };
};

const grantChecks = (): readonly Compared[] => {
  const keys = parseGrantKeys(key.replaceAll(' ', '-'));
  const path = '/live-streams/live/main/';
  const expiresAt = new Date(Date.now() + 300_000);
  const token = formatGrantToken(signGrant(keys[0], { path, expiresAt }));
  const baseline = bareHmac(`kubecast-grant\n${path}\n${Math.floor(expiresAt.getTime() / 1_000)}`);
  const grant = () => {
    const presented = parseGrantToken(token);
    if (!presented || !verifyGrant(presented, { path, keys, now: new Date() })) throw new Error('The grant is refused');
  };
  return [
    { what: 'grants checked', check: grant, baseline },
    {
      what: 'requests for segments checked by the edge',
      check: streamCheck(keys, `${grantCookie}=${token}`),
      baseline,
    },
    { what: 'requests for signed files checked by the edge', check: objectCheck(keys, expiresAt), baseline },
  ];
};

/** Measures each beside its baseline in turns. */
export const measureTokenChecks = async (): Promise<readonly Figure[]> => {
  const figures: Figure[] = [];
  for (const compared of [...(await accessTokenChecks()), ...grantChecks()]) {
    figures.push(await measureInTurns(compared));
  }
  return figures;
};

if (import.meta.main) printFigures(await measureTokenChecks());
