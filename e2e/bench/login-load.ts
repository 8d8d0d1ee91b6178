/**
 * What others notice when more people log in than the api can let in: 50 logins a second, each by another person at another
 * address, while lists of videos are asked for as often; and in turns the lists alone. A password costs what it costs (Argon2id),
 * so a part of the logins has to be sent away: how many, and how soon, is shown as well. Load, api and Postgres share the machine.
 * Other rates may be asked for: `login-load.ts 20` (logins a second).
 */
import type { Databases } from '@kubecast/api/src/database/databases.ts';
import { startPostgres } from '@kubecast/api/src/testing/postgres.ts';
import { seedManyVideos } from '@kubecast/api/src/testing/seed-many-videos.ts';
import { startApiServer } from './api-server.ts';
import { type Figure, percentile, printFigures } from './figures.ts';
import { goodAnswers, HttpLoad, type LoadReport, type RequestFor } from './http-load.ts';

const runs = 3;
/** Of each kind, so that a list does not wait behind a login for a connection: browsers are many. */
const connections = 100;
const warmUpSeconds = 2;
const measureSeconds = 10;
const listsPerSecond = 50;
/** As many people as no run needs twice within the time of a login. */
const people = 500;
const videos = 10_000;
const password = 'a long and private sentence';

/** One registers, the others get what Postgres then has of them, and their own names: each hash costs as much as a login. */
const addPeople = async (url: string, admin: Databases): Promise<void> => {
  const first = { username: 'person-0', email: 'person-0@example.org', password };
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/api/auth/register`, { method: 'POST', headers, body: JSON.stringify(first) });
  if (answer.status !== 201) throw new Error(`Nobody could register: ${answer.status} ${await answer.text()}`);
  await admin.auth.query(
    `INSERT INTO users (id, username, email, password_hash)
     SELECT gen_random_uuid(), 'person-' || i, 'person-' || i || '@example.org', password_hash
     FROM users, generate_series(1, $1) i WHERE username = 'person-0'`,
    [people],
  );
};

const listRequest: RequestFor = () => ({ method: 'GET', path: '/api/videos' });

/** Each comes from an address of its own: what one household may try is another matter. */
const loginRequest: RequestFor = (index) => {
  const person = 1 + (index % people);
  return {
    method: 'POST',
    path: '/api/auth/login',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `10.${Math.floor(person / 250)}.${person % 250}.1`,
    },
    body: JSON.stringify({ login: `person-${person}`, password }),
  };
};

interface Turn {
  readonly alone: readonly number[];
  readonly beside: readonly number[];
  readonly logins: LoadReport;
}

type Offering = (seconds: number) => Promise<LoadReport>;

const measureTurns = async (lists: Offering, logins: Offering): Promise<readonly Turn[]> => {
  await Promise.all([lists(warmUpSeconds), logins(warmUpSeconds)]);
  const turns: Turn[] = [];
  for (let run = 0; run < runs; run += 1) {
    const alone = goodAnswers(await lists(measureSeconds));
    const [beside, letIn] = await Promise.all([lists(measureSeconds), logins(measureSeconds)]);
    turns.push({ alone, beside: goodAnswers(beside), logins: letIn });
  }
  return turns;
};

const timesOf = ({ logins }: Turn, status: number): readonly number[] => logins.latenciesMs.get(status) ?? [];

const answered = (turn: Turn): number =>
  [...turn.logins.latenciesMs.values()].reduce((sum, { length }) => sum + length, 0);

/** Sent away as busy (503) or for trying too often (429). */
const refusals = [503, 429];

/** Anything else is a fault, and no figure. */
const checkStatuses = ({ logins }: Turn): void => {
  const others = [...logins.latenciesMs.keys()].filter((status) => ![200, ...refusals].includes(status));
  if (others.length > 0) throw new Error(`Logins were answered with ${others.join(', ')}`);
};

const listFigures = (turns: readonly Turn[], loginsPerSecond: number): readonly Figure[] =>
  [0.5, 0.99].map((share) => ({
    what: `list of videos beside ${loginsPerSecond} logins/s: p${share * 100}`,
    unit: 'ms',
    values: turns.map(({ beside }) => percentile(beside, share)),
    baseline: { name: 'without logins', values: turns.map(({ alone }) => percentile(alone, share)) },
  }));

const loginFigures = (turns: readonly Turn[], loginsPerSecond: number): readonly Figure[] => {
  const figure = (what: string, unit: string, value: (turn: Turn) => number): Figure => ({
    ...{ what: `${loginsPerSecond} logins/s: ${what}`, unit, values: turns.map(value) },
  });
  const percent = (status: number) => (turn: Turn) => (100 * timesOf(turn, status).length) / answered(turn);
  return [
    { ...figure('let in', '1/s', (turn) => timesOf(turn, 200).length / turn.logins.seconds), better: 'higher' },
    figure('let in, p50', 'ms', (turn) => percentile(timesOf(turn, 200), 0.5)),
    figure('let in, p99', 'ms', (turn) => percentile(timesOf(turn, 200), 0.99)),
    ...refusals.map((status) => figure(`answered ${status}`, '%', percent(status))),
    figure('answered 503, p99', 'ms', (turn) => percentile(timesOf(turn, 503), 0.99)),
  ];
};

/** Measures lists beside logins and alone in turns. */
export const measureLogins = async (loginsPerSecond = 50): Promise<readonly Figure[]> => {
  await using postgres = await startPostgres();
  await seedManyVideos(postgres.admin, { users: videos, videos });
  const server = await startApiServer(postgres.access);
  const [viewers, comers] = [new HttpLoad(server.url, connections), new HttpLoad(server.url, connections)];
  try {
    await addPeople(server.url, postgres.admin);
    const turns = await measureTurns(
      (seconds) => viewers.offer({ request: listRequest, perSecond: listsPerSecond, seconds }),
      (seconds) => comers.offer({ request: loginRequest, perSecond: loginsPerSecond, seconds }),
    );
    turns.forEach(checkStatuses);
    return [...listFigures(turns, loginsPerSecond), ...loginFigures(turns, loginsPerSecond)];
  } finally {
    await Promise.all([viewers.close(), comers.close()]);
    await server.stop();
  }
};

if (import.meta.main) {
  const [loginsPerSecond] = process.argv.slice(2).map(Number);
  printFigures(await measureLogins(loginsPerSecond));
}
