/** How the pools stand: a queue that grows is the first that is seen of a database in trouble. */
import { Gauge, type Registry } from 'prom-client';
import { type Databases, databaseKeys, databaseNames } from './databases.ts';

/** Adds the gauges; they are read when they are scraped. */
export const addPoolMetrics = (registry: Registry, databases: Databases): void => {
  const registers = [registry];
  new Gauge({
    name: 'kubecast_api_database_connections',
    help: 'Connections to Postgres, by database and whether a statement uses them (`busy`) or not (`idle`)',
    labelNames: ['database', 'state'],
    registers,
    collect() {
      for (const key of databaseKeys) {
        const { idleCount, totalCount } = databases[key];
        this.set({ database: databaseNames[key], state: 'idle' }, idleCount);
        this.set({ database: databaseNames[key], state: 'busy' }, totalCount - idleCount);
      }
    },
  });
  new Gauge({
    name: 'kubecast_api_database_waiting',
    help: 'Statements that wait for a connection, by database',
    labelNames: ['database'],
    registers,
    collect() {
      for (const key of databaseKeys) this.set({ database: databaseNames[key] }, databases[key].waitingCount);
    },
  });
};
