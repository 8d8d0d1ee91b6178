/**
 * Writes the chart's generated files: values.schema.json and README.md from values.yaml, the CRD templates from crds/.
 * With `--check` it writes nothing, and exits with 1 when one is not current.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ChartValue, leavesOf, readChartValues } from './chart-values.ts';

const root = join(import.meta.dirname, '..');
const chart = join(root, 'charts/kubecast');
const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');

const schemaOf = ({ description, schema, children }: ChartValue): object => ({
  ...(description === '' ? {} : { description }),
  ...(children.length > 0 ? objectSchema(children) : schema),
});

const objectSchema = (values: readonly ChartValue[]): object => ({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(values.map((value) => [value.path.at(-1), schemaOf(value)])),
});

const renderSchema = (values: readonly ChartValue[]): string => {
  const { properties, ...rest } = objectSchema(values) as { properties: object };
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...rest,
    properties: { ...properties, global: { description: 'What a parent chart hands down; not used.', type: 'object' } },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
};

const rowOf = ({ path, description, defaultValue }: ChartValue): string =>
  `| \`${path.join('.')}\` | ${description.replaceAll('|', '\\|')} | \`${JSON.stringify(defaultValue)}\` |`;

const renderReadme = (values: readonly ChartValue[]): string => `# The chart \`kubecast\`

Made from \`values.yaml\` by \`npm run generate:chart\`; change it there.

Installs the operator, the gateway, the edge, the api, the web front (nginx) and, unless told otherwise, a MinIO and a Postgres to try
things out. Every pod satisfies the Pod Security Standard \`restricted\`: label the namespaces of the release and of the streams
accordingly. The namespace of users' streams (\`api.streamsNamespace\`) must be there.

\`\`\`sh
kubectl create namespace kubecast-system
kubectl create namespace live
kubectl label namespace kubecast-system live pod-security.kubernetes.io/enforce=restricted
helm upgrade --install kubecast charts/kubecast --namespace kubecast-system --set image.prefix=<registry>/<prefix>
\`\`\`

With an S3 store of your own:

\`\`\`sh
kubectl --namespace kubecast-system create secret generic kubecast-s3 \\
  --from-file=accessKeyId --from-file=secretAccessKey
helm upgrade --install kubecast charts/kubecast --namespace kubecast-system --set image.prefix=<registry>/<prefix> \\
  --set minio.enabled=false \\
  --set objectStore.external.endpoint=https://s3.example.org \\
  --set objectStore.external.existingSecret=kubecast-s3
\`\`\`

With a Postgres server of your own, and all that there is to it: \`examples/values/external-postgres.yaml\` and
\`docs/guide/operations.md\`.

What the api may do is in \`templates/api/_rules.tpl\`: it reads streams, recordings and pods where streams are served, and writes
streams, recordings and the passwords of encoders in one namespace. What the operator may do is in \`templates/operator/_rules.tpl\`. It may delete Secrets, since a recorder's credentials have to go when
its video is complete: they belong to the Recording, which stays, and Kubernetes would keep them with it. It deletes none but those.
Kubernetes 1.31 or later: Recordings are watched by their fields (CustomResourceFieldSelectors).

| value | meaning | default |
| --- | --- | --- |
${leavesOf(values).map(rowOf).join('\n')}
`;

/** Helm never upgrades its crds/ folder, so they are templates; and they outlive the release, as the streams must. */
const renderCrd = (source: string): string => {
  if (source.includes('{{')) throw new Error('a CRD must not contain {{, which Helm would read as a template');
  const kept = source.replace(/^metadata:\n/m, 'metadata:\n  annotations:\n    helm.sh/resource-policy: keep\n');
  return `{{- if .Values.crds.enabled }}\n${kept}{{- end }}\n`;
};

const generate = (): ReadonlyMap<string, string> => {
  const values = readChartValues(read('charts/kubecast/values.yaml'));
  const silent = leavesOf(values).filter(({ description }) => description === '');
  if (silent.length > 0) {
    throw new Error(`values.yaml: say what these are for: ${silent.map(({ path }) => path.join('.')).join(', ')}`);
  }
  return new Map([
    ['values.schema.json', renderSchema(values)],
    ['README.md', renderReadme(values)],
    ['templates/crds/livestreams.yaml', renderCrd(read('crds/livestreams.yaml'))],
    ['templates/crds/recordings.yaml', renderCrd(read('crds/recordings.yaml'))],
  ]);
};

const isCurrent = (path: string, text: string): boolean => existsSync(path) && readFileSync(path, 'utf8') === text;

const stale = [...generate()].filter(([file, text]) => !isCurrent(join(chart, file), text));
if (process.argv.includes('--check')) {
  for (const [file] of stale) console.error(`charts/kubecast/${file} is not current: run npm run generate:chart`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [file, text] of stale) writeFileSync(join(chart, file), text);
}
