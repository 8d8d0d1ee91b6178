/** Statements for the bundled Postgres, by the administrator's password that its pod has. */
import { systemNamespace } from './cluster.ts';
import { kubectl } from './stream-credentials.ts';

const script = `PGPASSWORD=$(cat /var/run/kubecast/secrets/adminPassword) \\
  psql --username kubecast_admin --set ON_ERROR_STOP=1 --quiet --dbname "$0" --command "$1"`;

/** Throws with psql's own words. Nothing that somebody else wrote belongs into a statement. */
export const runSql = (database: 'auth_db' | 'vod_db', statement: string): Promise<string> =>
  kubectl('exec', 'kubecast-postgres-0', '-n', systemNamespace, '--', 'sh', '-c', script, database, statement);
