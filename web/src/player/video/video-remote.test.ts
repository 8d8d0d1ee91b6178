import { describe, expect, it, vi } from 'vitest';
import { VideoRemote } from './video-remote.ts';

describe('VideoRemote', () => {
  it('hands the player what is asked for', () => {
    const remote = new VideoRemote();
    const seek = vi.fn();
    remote.attach(seek);
    remote.seekTo(70);
    expect(seek).toHaveBeenCalledExactlyOnceWith(70);
  });

  it('keeps what was last asked for until there is a player', () => {
    const remote = new VideoRemote();
    remote.seekTo(10);
    remote.seekTo(70);
    const [first, second] = [vi.fn(), vi.fn()];
    remote.attach(first)();
    remote.attach(second);
    expect(first).toHaveBeenCalledExactlyOnceWith(70);
    expect(second).not.toHaveBeenCalled();
  });

  it('tells where the player is', () => {
    const remote = new VideoRemote();
    remote.tell(71);
    expect(remote.getSnapshot()).toEqual({ positionSeconds: 71 });
  });
});
