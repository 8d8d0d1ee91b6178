import { describe, expect, it } from 'vitest';
import { sortFolders } from './swept-stream.ts';

describe('sortFolders', () => {
  it('tells sessions from renditions', () => {
    const names = ['20260102-180500-c3d4', '20260101-180500-a1b2', '360p', '720p60', 'epochs'];
    expect(sortFolders(names)).toEqual({
      sessions: ['20260101-180500-a1b2', '20260102-180500-c3d4'],
      renditions: ['360p', '720p60'],
    });
  });
});
