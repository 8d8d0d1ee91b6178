/** kubectl for the tests of this folder, against the cluster of `KUBECONFIG`, else the one that `make up` made. */
import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'kubecast');

const environment = {
  ...process.env,
  KUBECONFIG: process.env.KUBECONFIG ?? join(cache, 'kubeconfig'),
  PATH: [join(cache, 'bin'), process.env.PATH].join(delimiter),
};

/** How a call ended. `output` is what it printed, errors included. */
export interface KubectlResult {
  readonly succeeded: boolean;
  readonly output: string;
}

/** Runs kubectl, `input` (made JSON) on its standard input. A call that fails is a result; one that hangs ends after 30 s. */
export const tryKubectl = (args: readonly string[], input?: unknown): Promise<KubectlResult> =>
  new Promise((resolve) => {
    const child = execFile('kubectl', args, { env: environment, timeout: 30_000 }, (error, stdout, stderr) => {
      resolve({ succeeded: error === null, output: `${stdout}${stderr}` });
    });
    child.stdin?.end(input === undefined ? '' : JSON.stringify(input));
  });

/** Like {@link tryKubectl}, for a call that has to succeed. Throws with what kubectl printed. */
export const kubectl = async (args: readonly string[], input?: unknown): Promise<string> => {
  const { succeeded, output } = await tryKubectl(args, input);
  if (succeeded) return output;
  throw new Error(`Running kubectl ${args.join(' ')} failed, see that a cluster is up (make up): ${output}`);
};

/** Installs or updates a definition of this package and waits until the API server serves it. */
export const installDefinition = async (file: string, plural: string): Promise<void> => {
  const path = new URL(`../${file}`, import.meta.url).pathname;
  await kubectl(['apply', '--server-side', '--force-conflicts', '--field-manager=kubecast-crds', '-f', path]);
  await kubectl(['wait', '--for=condition=Established', '--timeout=20s', `crd/${plural}.kubecast.dev`]);
};

/** The table that `kubectl get -o wide` prints, a record a row. */
export const readTable = async (args: readonly string[]): Promise<Record<string, string>[]> => {
  const [header = '', ...rows] = (await kubectl(['get', '-o', 'wide', ...args])).trimEnd().split('\n');
  const columns = [...header.matchAll(/\S+\s*/g)].map(({ 0: text, index }) => ({ name: text.trim(), start: index }));
  const cell = (row: string, index: number): string =>
    row.slice(columns[index]?.start, columns[index + 1]?.start).trim();
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, cell(row, index)])));
};
