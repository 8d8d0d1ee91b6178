/** How loud a viewer had it: kept in the browser, for the next player. */

export interface Sound {
  /** 0 to 1. */
  readonly volume: number;
  readonly isMuted: boolean;
}

export interface SoundMemory {
  readonly read: () => Sound;
  readonly keep: (sound: Sound) => void;
}

export const fullSound: Sound = { volume: 1, isMuted: false };

const key = 'kubecast.sound';

/** Pure. What is missing or no sound is the full one. */
export const parseSound = (text: string | null): Sound => {
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (typeof value !== 'object' || value === null || !('volume' in value)) return fullSound;
    const { volume } = value;
    if (typeof volume !== 'number' || !(volume >= 0 && volume <= 1)) return fullSound;
    return { volume, isMuted: 'isMuted' in value && value.isMuted === true };
  } catch {
    return fullSound;
  }
};

/** Browsers that keep nothing begin with the full sound each time. */
export const browserSoundMemory: SoundMemory = {
  read: () => {
    try {
      return parseSound(localStorage.getItem(key));
    } catch {
      return fullSound;
    }
  },
  keep: ({ volume, isMuted }) => {
    try {
      localStorage.setItem(key, JSON.stringify({ volume, isMuted }));
    } catch {
      // A full or a forbidden storage is no reason to play any different.
    }
  },
};

/** For a preview: silent each time, and nobody's choice. */
export const silentMemory: SoundMemory = { read: () => ({ volume: 1, isMuted: true }), keep: () => undefined };
