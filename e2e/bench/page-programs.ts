/** Who reads pages of videos in the bench `video-pages.ts`: the api over HTTP, and pgbench with the very statement that the api sends. */
import { databaseNames } from '@kubecast/api/src/database/databases.ts';
import { cursorId, cursorInstant, keysetCursor } from '@kubecast/api/src/database/keyset-cursor.ts';
import { type ListPlace, videoListQuery } from '@kubecast/api/src/routes/videos/video-list-repository.ts';
import { testConfiguration } from '@kubecast/api/src/testing/test-app.ts';
import { z } from 'zod';
import { goodAnswers, type HttpLoad, type LoadReport } from './http-load.ts';
import { type PgbenchReport, type PgbenchRun, runPgbench } from './pgbench.ts';

export const pageLength = 20;

export interface Page {
  readonly number: number;
  /** Behind which it begins; undefined for the first. */
  readonly after: ListPlace | undefined;
}

export interface PageProgram {
  readonly name: 'api' | 'pgbench';
  /** As often as goes. */
  readonly saturate: (page: Page, seconds: number) => Promise<PgbenchReport>;
  /** At random, so many a second. */
  readonly offer: (page: Page, seconds: number, perSecond: number) => Promise<PgbenchReport>;
}

const cursors = keysetCursor('videos', z.tuple([cursorInstant, cursorId]));

const pathOf = ({ after }: Page): string => {
  const cursor = after ? `&cursor=${cursors.encode([after.createdAt, after.id])}` : '';
  return `/api/videos?limit=${pageLength}${cursor}`;
};

const reportOf = (report: LoadReport): PgbenchReport => {
  const latenciesMs = goodAnswers(report);
  return { perSecond: latenciesMs.length / report.seconds, latenciesMs };
};

export const apiProgram = (load: HttpLoad): PageProgram => {
  const requestFor = (page: Page) => {
    const request = { method: 'GET', path: pathOf(page) } as const;
    return () => request;
  };
  return {
    name: 'api',
    saturate: async (page, seconds) => reportOf(await load.saturate(requestFor(page), seconds)),
    offer: async (page, seconds, perSecond) =>
      reportOf(await load.offer({ request: requestFor(page), seconds, perSecond })),
  };
};

/** With as many connections as the api has. */
export const pgbenchProgram = (access: PgbenchRun['access']): PageProgram => {
  const everything = { owner: { kind: 'anyone' }, isPublicOnly: true } as const;
  const runOf = ({ after }: Page) => ({
    access,
    database: databaseNames.vod,
    // One row more tells whether there is a next page.
    statement: videoListQuery(everything, { limit: pageLength + 1, after }, null),
    connections: testConfiguration.KUBECAST_POSTGRES.poolSize,
  });
  return {
    name: 'pgbench',
    saturate: (page, seconds) => runPgbench({ ...runOf(page), seconds }),
    offer: (page, seconds, perSecond) => runPgbench({ ...runOf(page), seconds, perSecond }),
  };
};

const answer = z.object({ items: z.array(z.unknown()).length(pageLength), nextCursor: z.string().nullable() });

/** A page that is not there would be a fast one: throws where the api has another for it. */
export const checkPage = async (url: string, page: Page, isLast: boolean): Promise<void> => {
  const { nextCursor } = answer.parse(await (await fetch(`${url}${pathOf(page)}`)).json());
  if ((nextCursor === null) !== isLast) throw new Error(`Page ${page.number} is another one than it should be`);
};
