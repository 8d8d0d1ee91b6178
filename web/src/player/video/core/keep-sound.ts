/** Begins as loud as the viewer had it, and keeps what they make of it. */
import type { SoundMemory } from '../../core/sound-memory.ts';

/** Until the signal. */
export const keepSound = (element: HTMLMediaElement, memory: SoundMemory, signal: AbortSignal): void => {
  const { volume, isMuted } = memory.read();
  element.volume = volume;
  element.muted = isMuted;
  const keep = (): void => memory.keep({ volume: element.volume, isMuted: element.muted });
  element.addEventListener('volumechange', keep, { signal });
};
