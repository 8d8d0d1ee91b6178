/** The table of a program's metrics for docs/reference, from the code that makes them. */
import type { Registry } from 'prom-client';

const heading = '| metric | kind | labels | what it says |\n|---|---|---|---|\n';

/** prom-client keeps the labels' names to itself until there is a value. */
const labelsOf = (metric: object): string =>
  'labelNames' in metric && Array.isArray(metric.labelNames) ? metric.labelNames.join(', ') : '';

/** A page: the introduction, then a row for each metric of ours, by name. */
export const metricsPage = async (introduction: string, registry: Registry): Promise<string> => {
  const rows = (await registry.getMetricsAsJSON())
    .filter(({ name }) => name.startsWith('kubecast_'))
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(({ name, type, help }) => {
      const labels = labelsOf(registry.getSingleMetric(name) ?? {});
      return `| \`${name}\` | ${type} | ${labels} | ${help} |`;
    });
  return `${introduction}\n${heading}${rows.join('\n')}\n`;
};
