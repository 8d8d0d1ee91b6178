import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/longest-first.ts';

// Three projects, by what a test needs: nothing, a Kubernetes API server, or everything. Limits are for a busy machine: what is
// measured in them is that a test ends, never how fast.
const patience = { expect: { poll: { timeout: 20_000 } }, testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...patience,
          name: 'unit',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: ['**/node_modules/**', '**/dist/**', '**/*.integration.test.ts', 'e2e/**/*.e2e.test.ts'],
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...patience,
          testTimeout: 120_000,
          name: 'integration',
          include: ['**/*.integration.test.ts'],
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.test.ts'],
          globalSetup: 'e2e/src/global-setup.ts',
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
    coverage: { provider: 'v8', include: ['**/src/**/*.ts', '**/src/**/*.tsx'] },
  },
});
