import { describe, expect, it } from 'vitest';
import { newClipFor } from './new-clip.ts';

const stream = { id: 'f00d', sessionId: '20260131-193000-k3x9' };
const range = { fromMs: Date.UTC(2026, 0, 31, 19, 30), toMs: Date.UTC(2026, 0, 31, 19, 31) };

describe('newClipFor', () => {
  it('names session, part, title and who may watch', () => {
    expect(newClipFor(stream, range, { title: ' The goal ', visibility: 'private' })).toEqual({
      streamId: 'f00d',
      sessionId: '20260131-193000-k3x9',
      from: '2026-01-31T19:30:00.000Z',
      to: '2026-01-31T19:31:00.000Z',
      title: 'The goal',
      visibility: 'private',
    });
  });

  it('leaves the title to the stream when none was given', () => {
    expect(newClipFor(stream, range, { title: '  ', visibility: 'public' })).not.toHaveProperty('title');
  });
});
