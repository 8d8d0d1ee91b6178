import { describe, expect, it } from 'vitest';
import { spentEpochs } from './prune-log.ts';

const epochs = [4, 5, 7];

interface Story {
  readonly recording?: boolean;
  readonly isNewest?: boolean;
  readonly isForgotten?: boolean;
}

describe('spentEpochs', () => {
  it.each<[string, Story, readonly number[]]>([
    ['all of a session that was not recorded', { recording: false }, epochs],
    ['all of a session whose Recording was deleted', { isForgotten: true }, epochs],
    ['all but the last of a session that has its Recording', {}, [4, 5]],
    ['all but the newest entry of the log', { recording: false, isNewest: true }, [4, 5]],
    ['all but the newest entry, of a Recording that was deleted', { isForgotten: true, isNewest: true }, [4, 5]],
  ])('takes %s', (_what, { recording = true, isNewest = false, isForgotten = false }, expected) => {
    expect(spentEpochs({ logged: { recording, epochs }, isNewest, isForgotten })).toEqual(expected);
  });
});
