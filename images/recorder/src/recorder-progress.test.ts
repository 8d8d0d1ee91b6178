import { createLogger } from '@kubecast/media/logger';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProgressReport } from './recorder-progress.ts';

const logger = createLogger('recorder', 'silent');
let told: string[];
let progress: ProgressReport;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  vi.spyOn(logger, 'info').mockImplementation((facts: unknown, message?: string) => {
    told.push(`${JSON.stringify(facts)} ${message}`);
  });
  progress = new ProgressReport(logger);
});

afterEach(() => {
  progress.stop();
  vi.useRealTimers();
});

describe('ProgressReport', () => {
  it('logs each phase when it begins, and every ten seconds how far it is', () => {
    progress.begin('assembling', 'Assembling 8 segments');
    progress.advance(3, 8, 'Assembling 3 of 8 segments');
    expect(told).toEqual(['{"phase":"assembling","percent":0} Assembling 8 segments']);
    vi.advanceTimersByTime(10_000);
    expect(told.slice(1)).toEqual(['{"phase":"assembling","percent":37} Assembling 3 of 8 segments']);
  });

  it('logs the last word when it stops, and nothing more', () => {
    progress.begin('uploading', 'Uploading 1 MiB');
    progress.advance(1, 1, 'Uploading 1 MiB of 1 MiB');
    progress.stop();
    progress.stop();
    vi.advanceTimersByTime(60_000);
    expect(told.slice(1)).toEqual(['{"phase":"uploading","percent":100} Uploading 1 MiB of 1 MiB']);
  });

  it.each([
    [0, 0, 100],
    [0, 3, 0],
    [2, 3, 66],
    [4, 3, 100],
  ])('%d of %d is %d percent', (done, total, percent) => {
    progress.begin('picturing', 'Drawing');
    progress.advance(done, total, 'Drawing');
    expect(progress.current).toEqual({ phase: 'picturing', percent, message: 'Drawing' });
  });
});
