/** All benches, in the order in which they run. */
import { measureAgentCpu } from './agent-cpu.ts';
import type { Figure } from './figures.ts';
import { measureFirstFrames } from './first-frame.ts';
import { measureGateway } from './gateway.ts';
import { measureLighthouse } from './lighthouse.ts';
import { measureLogins } from './login-load.ts';
import { measureOperatorRestart } from './operator-restart.ts';
import { measureTakeovers } from './pod-takeover.ts';
import { measureRecordingComplete } from './recording-complete.ts';
import { measureRemux } from './remux.ts';
import { measureStreamStarts } from './stream-start.ts';
import { measureTenMinutes } from './ten-minutes.ts';
import { measureTokenChecks } from './token-checks.ts';
import { measureVideoPages } from './video-pages.ts';

export interface Bench {
  /** As its file. */
  readonly name: string;
  /** What it measures, for `--help`. */
  readonly about: string;
  readonly measure: () => Promise<readonly Figure[]>;
}

export const benches: readonly Bench[] = [
  {
    name: 'stream-start',
    about: 'a stream’s way to Ready, an encoder’s to a playlist that plays',
    measure: measureStreamStarts,
  },
  { name: 'first-frame', about: 'a viewer’s wait for a picture, beside MediaMTX', measure: measureFirstFrames },
  { name: 'ten-minutes', about: 'stalls and drift of ten minutes played', measure: () => measureTenMinutes() },
  { name: 'pod-takeover', about: 'how long a stream has no pod that listens', measure: measureTakeovers },
  { name: 'agent-cpu', about: 'an agent beside a bare ffmpeg', measure: () => measureAgentCpu() },
  { name: 'gateway', about: 'the gateway beside none', measure: () => measureGateway() },
  { name: 'remux', about: 'a recorder’s hour beside a plain ffmpeg', measure: () => measureRemux() },
  {
    name: 'recording-complete',
    about: 'a session’s end to its complete Recording',
    measure: () => measureRecordingComplete(),
  },
  { name: 'operator-restart', about: 'what a restarted operator writes', measure: measureOperatorRestart },
  {
    name: 'video-pages',
    about: 'pages of a million videos by the api, beside pgbench',
    measure: () => measureVideoPages(),
  },
  { name: 'login-load', about: 'lists beside more logins than go', measure: () => measureLogins() },
  { name: 'lighthouse', about: 'Lighthouse’s scores of the home page and of a live page', measure: measureLighthouse },
  { name: 'token-checks', about: 'access tokens and grants beside a bare HMAC', measure: measureTokenChecks },
];

/** Those of the given names, in the order of all; all where no name is given. @throws RangeError for a name that none has */
export const chooseBenches = (names: readonly string[]): readonly Bench[] => {
  const unknown = names.filter((name) => !benches.some((bench) => bench.name === name));
  if (unknown.length > 0) throw new RangeError(`There is no bench ${unknown.join(', ')}: --help names them`);
  return benches.filter(({ name }) => names.length === 0 || names.includes(name));
};
