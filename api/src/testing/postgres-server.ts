/**
 * One Postgres server of a test's own, which ends when this process does, however that comes about: a shell beside it waits for
 * the end of a pipe that only this process holds open.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { postgresPrograms, type UnprivilegedUser } from '@kubecast/media/testing/postgres-programs';

/** Where this is, the directory outlives the server. */
export const keepFile = 'keep';

/** $1: the directory to remove at last. The rest: the server. SIGQUIT ends it at once; nothing of it is needed any more. */
const keeper = `
directory=$1; shift
exec 3<&0
"$@" </dev/null &
server=$!
{ read -r _ <&3; kill -QUIT $server; } >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait $server
status=$?
kill $watcher 2>/dev/null
[ -e "$directory/${keepFile}" ] || rm -rf "$directory" 2>/dev/null
exit $status`;

/** Fast and forgetful: a test needs no data after a power cut. */
const settings = {
  fsync: 'off',
  // Written at the commit, so that it outlives a crash of the server, if not of the machine.
  synchronous_commit: 'on',
  full_page_writes: 'off',
  shared_buffers: '64MB',
  max_connections: '200',
  autovacuum: 'on',
  jit: 'off',
  log_min_messages: 'fatal',
  wal_level: 'minimal',
  max_wal_size: '1GB',
  // So that a template has little to copy.
  wal_recycle: 'off',
  max_wal_senders: '0',
} as const;

export interface ServerPlace {
  /** Holds `data` and the socket; removed when the server ends. */
  readonly directory: string;
  /** Where it listens, besides the socket. */
  readonly host: string;
  readonly port: number;
  readonly user: UnprivilegedUser | undefined;
}

const serverArguments = ({ directory, host, port }: ServerPlace): string[] => {
  const own = { ...settings, port: String(port), listen_addresses: host, unix_socket_directories: directory };
  return ['-D', join(directory, 'data'), ...Object.entries(own).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
};

export interface PostgresServer {
  /** What it has written until now. */
  readonly log: () => string;
  /** Resolves with what the server wrote when it has ended, by itself or not. */
  readonly ended: Promise<string>;
  /** Ends it at once, and removes its directory. */
  readonly stop: () => Promise<void>;
}

/** Starts the server; it answers a little later, at its socket for sure. */
export const spawnPostgres = (place: ServerPlace): PostgresServer => {
  const server = join(postgresPrograms().directory, 'postgres');
  const child = spawn('/bin/sh', ['-c', keeper, 'keeper', place.directory, server, ...serverArguments(place)], {
    ...place.user,
    cwd: place.directory,
    stdio: ['pipe', 'ignore', 'pipe'],
    // Ctrl-C is for the tests; they end, and so does the pipe.
    detached: true,
  });
  const output: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => output.push(text));
  const log = (): string => output.join('');
  const ended = once(child, 'close').then(log);
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };
  return { log, ended, stop };
};
