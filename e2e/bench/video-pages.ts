/**
 * Pages of 20 videos from a million, the first and the 50,000th, which is the last: by the api over HTTP, and in turns by pgbench
 * with the very statement that the api sends. Each as often as goes, then at a rate: 1,000 a second, or less where the machine
 * does not get so far. Load, api and Postgres share the machine: what pgbench reaches in the same place tells how fast that is.
 * Other numbers of videos and of turns may be asked for: `video-pages.ts 100000 1`.
 */
import type { ListPlace } from '@kubecast/api/src/routes/videos/video-list-repository.ts';
import { startPostgres, type TestPostgres } from '@kubecast/api/src/testing/postgres.ts';
import { seedManyVideos } from '@kubecast/api/src/testing/seed-many-videos.ts';
import { startApiServer } from './api-server.ts';
import { type Figure, percentile, printFigures } from './figures.ts';
import { HttpLoad } from './http-load.ts';
import { apiProgram, checkPage, type Page, type PageProgram, pageLength, pgbenchProgram } from './page-programs.ts';

const httpConnections = 20;
const warmUpSeconds = 3;
const measureSeconds = 5;

/** The first is wanted; the others are for machines on which it is too much. */
const rates = [1_000, 750, 500, 250, 100, 50, 20, 10];
/** Above this share of all that goes, a queue is all that is measured. */
const sustainableShare = 0.7;

interface Turn {
  readonly program: PageProgram['name'];
  readonly page: number;
  /** As often as goes. */
  readonly perSecond: number;
  /** At the rate. */
  readonly latenciesMs: readonly number[];
}

interface Measured {
  readonly pages: readonly number[];
  readonly rate: number;
  readonly turns: readonly Turn[];
}

const lastPage = async ({ admin }: TestPostgres, videos: number): Promise<Page> => {
  const { rows } = await admin.vod.query<ListPlace>(`
    SELECT created_at::text AS "createdAt", id FROM videos ORDER BY created_at, id OFFSET ${pageLength} LIMIT 1`);
  return { number: videos / pageLength, after: rows[0] };
};

/** Each program with each page. */
const pairsOf = (programs: readonly PageProgram[], pages: readonly Page[]) =>
  pages.flatMap((page) => programs.map((program) => ({ program, page })));

/** Warms both up, and gives a rate that both can keep. */
const sustainableRate = async (programs: readonly PageProgram[], pages: readonly Page[]): Promise<number> => {
  const reached: number[] = [];
  for (const { program, page } of pairsOf(programs, pages)) {
    reached.push((await program.saturate(page, warmUpSeconds)).perSecond);
  }
  const most = sustainableShare * Math.min(...reached);
  return rates.find((rate) => rate <= most) ?? 1;
};

const measureTurns = async (
  programs: readonly PageProgram[],
  pages: readonly Page[],
  runs: number,
): Promise<Measured> => {
  const rate = await sustainableRate(programs, pages);
  const turns: Turn[] = [];
  for (let run = 0; run < runs; run += 1) {
    for (const { program, page } of pairsOf(programs, pages)) {
      const { perSecond } = await program.saturate(page, measureSeconds);
      const { latenciesMs } = await program.offer(page, measureSeconds, rate);
      turns.push({ program: program.name, page: page.number, perSecond, latenciesMs });
    }
  }
  return { pages: pages.map(({ number }) => number), rate, turns };
};

/** Of one program and page, a value a run. */
const valuesOf = (
  { turns }: Measured,
  { program, page }: Pick<Turn, 'program' | 'page'>,
  value: (turn: Turn) => number,
): readonly number[] => turns.filter((turn) => turn.program === program && turn.page === page).map(value);

const p50 = ({ latenciesMs }: Turn): number => percentile(latenciesMs, 0.5);
const p99 = ({ latenciesMs }: Turn): number => percentile(latenciesMs, 0.99);

const pageFigures = (measured: Measured, page: number): readonly Figure[] => {
  const compared = (what: string, unit: string, value: (turn: Turn) => number): Figure => ({
    ...{ what: `page ${page}: ${what}`, unit, values: valuesOf(measured, { program: 'api', page }, value) },
    baseline: { name: 'pgbench', values: valuesOf(measured, { program: 'pgbench', page }, value) },
  });
  const offered = `at ${measured.rate}/s`;
  return [
    { ...compared('as often as goes', '1/s', ({ perSecond }) => perSecond), better: 'higher', goal: rates[0] ?? 0 },
    compared(`${offered}, p50`, 'ms', p50),
    { ...compared(`${offered}, p99`, 'ms', p99), goal: 10 },
  ];
};

/** What the last page takes of the first one's. */
const ratioFigures = (measured: Measured): readonly Figure[] => {
  const [first = 1, last = 1] = measured.pages;
  const ratio = (what: string, value: (turn: Turn) => number): Figure => {
    const ratios = (program: Turn['program']): readonly number[] => {
      const ofFirst = valuesOf(measured, { program, page: first }, value);
      return valuesOf(measured, { program, page: last }, value).map((each, run) => each / (ofFirst[run] ?? Number.NaN));
    };
    const figure = { what: `page ${last} to page ${first}: ${what}`, unit: '×', goal: 1.1, values: ratios('api') };
    return { ...figure, baseline: { name: 'pgbench', values: ratios('pgbench') } };
  };
  return [ratio('time as often as goes', ({ perSecond }) => 1 / perSecond), ratio('p50', p50)];
};

const figuresOf = (measured: Measured, videos: number): readonly Figure[] =>
  [...measured.pages.flatMap((page) => pageFigures(measured, page)), ...ratioFigures(measured)].map((figure) => ({
    ...figure,
    what: `20 of ${videos.toLocaleString('en')} videos, ${figure.what}`,
  }));

const measureWith = async (postgres: TestPostgres, videos: number, runs: number): Promise<Measured> => {
  const pages: readonly Page[] = [{ number: 1, after: undefined }, await lastPage(postgres, videos)];
  const server = await startApiServer(postgres.access);
  const load = new HttpLoad(server.url, httpConnections);
  try {
    for (const page of pages) await checkPage(server.url, page, page.after !== undefined);
    return await measureTurns([apiProgram(load), pgbenchProgram(postgres.access)], pages, runs);
  } finally {
    await load.close();
    await server.stop();
  }
};

/** Measures api and pgbench in turns. */
export const measureVideoPages = async (videos = 1_000_000, runs = 3): Promise<readonly Figure[]> => {
  await using postgres = await startPostgres();
  await seedManyVideos(postgres.admin, { users: videos, videos, publicShare: 1 });
  return figuresOf(await measureWith(postgres, videos, runs), videos);
};

if (import.meta.main) {
  const [videos, runs] = process.argv.slice(2).map(Number);
  printFigures(await measureVideoPages(videos, runs));
}
