/**
 * The plans of the statements that code under test really runs, as auto_explain tells them to the session: nothing of the code
 * has to show its SQL.
 */
import type { Pool } from 'pg';
import { z } from 'zod';
import type { TestPostgres } from './postgres.ts';

const settings = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_verbose': 'on',
  'auto_explain.log_format': 'json',
  'auto_explain.log_level': 'notice',
} as const;

/** A node of a plan; `rows` and `loops` are what really happened. */
export interface PlanNode {
  readonly type: string;
  readonly rows: number;
  readonly loops: number;
  readonly index: string | undefined;
  readonly rowsRemoved: number;
  /** Of a foreign scan. */
  readonly remoteSql: string | undefined;
  /** What a CTE's plan is called: `CTE page`. */
  readonly subplan: string | undefined;
  readonly children: readonly PlanNode[];
}

const nodeSchema: z.ZodType<PlanNode> = z.lazy(() =>
  z
    .object({
      'Node Type': z.string(),
      'Actual Rows': z.number(),
      'Actual Loops': z.number(),
      'Index Name': z.string().optional(),
      'Rows Removed by Filter': z.number().default(0),
      'Remote SQL': z.string().optional(),
      'Subplan Name': z.string().optional(),
      Plans: z.array(nodeSchema).default([]),
    })
    .transform((node) => ({
      type: node['Node Type'],
      rows: node['Actual Rows'],
      loops: node['Actual Loops'],
      index: node['Index Name'],
      rowsRemoved: node['Rows Removed by Filter'],
      remoteSql: node['Remote SQL'],
      subplan: node['Subplan Name'],
      children: node.Plans,
    })),
);

const planSchema = z.object({ Plan: nodeSchema });

/** The node and all below it. */
export const nodesOf = (node: PlanNode): readonly PlanNode[] => [node, ...node.children.flatMap(nodesOf)];

/** Has the api's sessions that begin from now on tell their plans. */
export const explainStatements = async ({ admin }: Pick<TestPostgres, 'admin'>): Promise<void> => {
  for (const [name, value] of Object.entries(settings)) {
    await admin.auth.query(`ALTER ROLE kubecast_api SET ${name} TO '${value}'`);
  }
};

/** Collects the plans of a pool that has not been used yet. */
export const collectPlans = (pool: Pool): readonly PlanNode[] => {
  const plans: PlanNode[] = [];
  pool.on('connect', (client) =>
    client.on('notice', ({ message }) => {
      const json = message?.replace(/^[^{]*/, '') ?? '';
      if (json !== '') plans.push(planSchema.parse(JSON.parse(json)).Plan);
    }),
  );
  return plans;
};
