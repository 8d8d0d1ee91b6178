/** Renders the chart as `helm template` does, for its tests. */
import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const manifestSchema = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

export type Manifest = z.infer<typeof manifestSchema>;

const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
const helm = join(cache, 'kubecast/bin/helm');
const run = promisify(execFile);

/** The rendered text with the given `--set-json` values. Rejects with Helm's own message, which says what is wrong. */
export const renderText = async (values: Readonly<Record<string, unknown>> = {}): Promise<string> => {
  const settings = Object.entries(values).flatMap(([path, value]) => [
    '--set-json',
    `${path}=${JSON.stringify(value)}`,
  ]);
  const template = ['template', 'kubecast', import.meta.dirname, '--namespace', 'kubecast-system'];
  const { stdout } = await run(helm, [...template, ...settings], { maxBuffer: 2 ** 24 });
  return stdout;
};

/** The rendered objects, by `<Kind>/<name>`, or `<Kind>/<namespace>/<name>` outside the release's namespace; a hash at a name's end is left out. */
export const renderChart = async (values: Readonly<Record<string, unknown>> = {}): Promise<Map<string, Manifest>> => {
  const documents = parseAllDocuments(await renderText(values)).map((document): unknown => document.toJSON());
  const manifests = documents.filter((document) => document !== null).map((document) => manifestSchema.parse(document));
  return new Map(manifests.map((manifest) => [keyOf(manifest), manifest]));
};

const keyOf = ({ kind, metadata }: Manifest): string => {
  const { namespace } = metadata;
  const name = metadata.name.replace(/-[0-9a-f]{8}$/, '');
  return namespace === undefined || namespace === 'kubecast-system'
    ? `${kind}/${name}`
    : `${kind}/${namespace}/${name}`;
};
