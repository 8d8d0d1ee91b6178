/** Ways into what the chart renders, for its tests. Keys are those of `renderChart`. */
import { z } from 'zod';
import type { Manifest } from './render-chart.ts';

const podTemplateSchema = z.object({
  spec: z.object({
    template: z.object({
      metadata: z.looseObject({ annotations: z.record(z.string(), z.string()).optional() }),
      spec: z.looseObject({
        securityContext: z.unknown(),
        containers: z.array(
          z.looseObject({
            image: z.string(),
            securityContext: z.unknown(),
            env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).default([]),
          }),
        ),
      }),
    }),
  }),
});

/** The object of that key. Throws and names those that there are. */
export const manifestOf = (manifests: ReadonlyMap<string, Manifest>, key: string): Manifest => {
  const found = manifests.get(key);
  if (!found) throw new Error(`The chart renders no ${key}, but ${[...manifests.keys()].join(', ')}`);
  return found;
};

/** The pod template of a workload. */
export const podOf = (manifests: ReadonlyMap<string, Manifest>, key: string) =>
  podTemplateSchema.parse(manifestOf(manifests, key)).spec.template;

/** The plain variables of its first container. */
export const environmentOf = (
  manifests: ReadonlyMap<string, Manifest>,
  key: string,
): Record<string, string | undefined> =>
  Object.fromEntries(podOf(manifests, key).spec.containers[0]?.env.map(({ name, value }) => [name, value]) ?? []);
