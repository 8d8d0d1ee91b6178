/** A video outlives the namespace that it was recorded in. Those of tests go when the tests are over. */
import { runSql } from './run-sql.ts';

const statement = `
  UPDATE videos SET deleted_at = now() WHERE deleted_at IS NULL AND namespace ~ '^test-[a-z-]+-[0-9a-f]{8}$'`;

/** Makes them tombstones, as the api does; it then deletes their objects by itself. Where there is no Postgres, there are none. */
export const deleteTestVideos = async (): Promise<void> => {
  await runSql('vod_db', statement).catch((error: Error) =>
    console.log('No videos of tests were deleted:', error.message),
  );
};
