/**
 * Reads the samples without labels of a page in Prometheus' text format, version 0.0.4
 * (https://prometheus.io/docs/instrumenting/exposition_formats/). What is no such line is passed over.
 */
const samplePattern = /^([A-Za-z_:][A-Za-z0-9_:]*)[ \t]+(\S+)(?:[ \t]+-?\d+)?[ \t]*$/;

const special: Readonly<Record<string, number>> = {
  '+inf': Number.POSITIVE_INFINITY,
  inf: Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
  nan: Number.NaN,
};

/** By name; the last of several counts. */
export const parsePrometheusText = (page: string): ReadonlyMap<string, number> => {
  const samples = new Map<string, number>();
  for (const line of page.split('\n')) {
    const [, name, value] = samplePattern.exec(line.trimEnd()) ?? [];
    if (name !== undefined && value !== undefined) samples.set(name, special[value.toLowerCase()] ?? Number(value));
  }
  return samples;
};
