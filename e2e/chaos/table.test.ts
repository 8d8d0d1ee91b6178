import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Measures } from './measure.ts';
import { killColumns } from './node-kills/kill-columns.ts';
import type { Outcome } from './outcome.ts';
import { recordingColumns } from './recordings/columns.ts';
import { headingsOf, placeTable, renderTable } from './table.ts';
import { viewerColumns } from './viewer-columns.ts';

const worst = { frozenSeconds: 1.234, missedSeconds: 3, resumeSeconds: 0.2 };
const outcome = (changes: Partial<Outcome<Measures>> = {}): Outcome<Measures> => ({
  ...{ name: 'a', title: 'ffmpeg killed', verdicts: [], durationSeconds: 40 },
  measures: {
    ...{ gaps: [worst], worst, backAfterSeconds: 7.5, framesLost: 0, sessions: ['x'], discontinuities: 1 },
    ...{ skippedNumbers: 0, numbersBeyondRule: 0, unserved: 0, unstoredBeforeFault: [], catchUpSpeed: 8.04 },
    listedLast: [],
    ...{ reloads: 0, rebuilds: 0, fatalErrors: 0, playlistFaults: [], reconnects: 0 },
    encoderBackSeconds: undefined,
  },
  ...changes,
});

const rows = (...outcomes: readonly Outcome<Measures>[]): readonly string[] =>
  renderTable(viewerColumns, outcomes).split('\n').slice(2);

describe('renderTable', () => {
  it('has a row a fault', () => {
    expect(rows(outcome())).toEqual([
      '| ffmpeg killed | 1.23 | 3.00 | 0.20 | 7.50 | – | 0 | 1 | 1 | 0 | 0 | 0 | 8.0 | 0 | 0 | met |',
    ]);
  });

  it('names the goals that were missed', () => {
    const verdicts = [
      { goal: 'no reload', measured: '1', isMet: false },
      { goal: 'gap ≤ 6 s', measured: '1.00 s', isMet: true },
    ];
    expect(rows(outcome({ verdicts }))[0]).toMatch(/\| missed: no reload \|$/);
  });

  it('tells of a fault that could not be measured', () => {
    const { measures: _, ...failed } = outcome({ failure: 'The picture did not come back' });
    expect(rows(failed)[0]).toMatch(/^\| ffmpeg killed \|.*\| missed: The picture did not come back \|$/);
  });
});

describe('renderTable, of a failure with several lines', () => {
  it('keeps it in its row', () => {
    const { measures: _, ...failed } = outcome({ failure: 'Command failed: a | b\nno such process\n' });
    expect(rows(failed)).toHaveLength(1);
    expect(rows(failed)[0]).toMatch(/missed: Command failed: a \\\| b no such process \|$/);
  });
});

describe('headingsOf', () => {
  it.each([
    ['viewers', headingsOf(viewerColumns)],
    ['recordings', headingsOf(recordingColumns)],
    ['node-kills', headingsOf(killColumns)],
  ])('names no column of the table of %s that the documentation does not define', async (_, headings) => {
    const page = await readFile(join(import.meta.dirname, '../../docs/reference/faults.md'), 'utf8');
    const undefinedColumns = headings.filter((heading) => !page.includes(`\n| ${heading} `));
    expect(undefinedColumns).toEqual([]);
  });
});

describe('placeTable', () => {
  const page =
    '# A\n\n<!-- table of a: written by `make chaos` -->\n\nold\n\n<!-- end of the table of a -->\n\nafter\n';

  it('replaces what is between the marks', () => {
    expect(placeTable(page, 'a', 'new')).toBe(page.replace('old', 'new'));
    expect(placeTable(placeTable(page, 'a', 'new'), 'a', 'new')).toBe(placeTable(page, 'a', 'new'));
  });

  it('throws when there are none', () => {
    expect(() => placeTable('# A', 'a', 'new')).toThrow('no place for the table');
  });
});
