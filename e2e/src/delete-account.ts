/** What no route does: a user is deleted in the database. */
import { systemNamespace } from './cluster.ts';
import { kubectl } from './stream-credentials.ts';

/** Deletes an account of the bundled Postgres, by the password that its pod has. Nothing happens where there is none. */
export const deleteAccount = async (username: string): Promise<void> => {
  const script = `PGPASSWORD=$(cat /var/run/kubecast/secrets/adminPassword) \\
    psql --username kubecast_admin --dbname auth_db --command "DELETE FROM users WHERE username = '$0'"`;
  await kubectl('exec', 'kubecast-postgres-0', '-n', systemNamespace, '--', 'sh', '-c', script, username);
};
