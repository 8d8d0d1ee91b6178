/** What the painter paints: colours and shapes of an outdoor picture. All colours are `#rrggbb`. */

export interface Scene {
  /** Begins every choice by chance: the same scene is the same picture. */
  readonly seed: number;
  readonly sky: { readonly top: string; readonly low: string };
  /** Sun or moon. `x`, `y` and `radius` as shares of the picture's width, height and height. */
  readonly disc: {
    readonly x: number;
    readonly y: number;
    readonly radius: number;
    readonly colour: string;
    readonly glow: number;
  };
  /** From the farthest to the nearest; each takes its colour from between `far` and `near`. */
  readonly ridges: readonly Ridge[];
  readonly far: string;
  readonly near: string;
  /** Where the water begins, as a share of the height; it mirrors what is above. */
  readonly waterAt?: number;
  readonly hasStars?: boolean;
  readonly aurora?: string;
}

export interface Ridge {
  readonly shape: 'hills' | 'peaks' | 'towers';
  /** Of its middle, and how far it goes up and down: shares of the height. */
  readonly at: number;
  readonly rise: number;
  /** How many ups and downs the picture holds. */
  readonly waves: number;
}

const hills = (at: number, rise: number, waves: number): Ridge => ({ shape: 'hills', at, rise, waves });
const peaks = (at: number, rise: number, waves: number): Ridge => ({ shape: 'peaks', at, rise, waves });
const towers = (at: number, rise: number, waves: number): Ridge => ({ shape: 'towers', at, rise, waves });

/** By what one would call the picture. */
export const scenes = {
  'harbour-dawn': {
    seed: 11,
    sky: { top: '#2b4a7a', low: '#ffb27a' },
    disc: { x: 0.68, y: 0.5, radius: 0.045, colour: '#fff1cf', glow: 0.5 },
    ridges: [hills(0.55, 0.05, 3), towers(0.585, 0.09, 40)],
    far: '#7d6f94',
    near: '#2a2c4a',
    waterAt: 0.6,
  },
  'northern-lights': {
    seed: 23,
    sky: { top: '#050b1d', low: '#12395a' },
    disc: { x: 0.2, y: 0.2, radius: 0.018, colour: '#f4f1e4', glow: 0.08 },
    ridges: [peaks(0.66, 0.16, 5), peaks(0.8, 0.1, 7)],
    far: '#10263f',
    near: '#060d18',
    hasStars: true,
    aurora: '#4df0a4',
  },
  dunes: {
    seed: 37,
    sky: { top: '#3f8fd0', low: '#f6e3c0' },
    disc: { x: 0.3, y: 0.22, radius: 0.05, colour: '#fffbe8', glow: 0.4 },
    ridges: [hills(0.52, 0.06, 2.2), hills(0.66, 0.09, 1.6), hills(0.85, 0.11, 1.3)],
    far: '#e8b878',
    near: '#9a4f22',
  },
  'city-night': {
    seed: 41,
    sky: { top: '#0b1030', low: '#5b3a78' },
    disc: { x: 0.78, y: 0.2, radius: 0.035, colour: '#fdf3d6', glow: 0.15 },
    ridges: [towers(0.6, 0.24, 22), towers(0.74, 0.26, 14)],
    far: '#2c2a5c',
    near: '#0d0f26',
    waterAt: 0.82,
    hasStars: true,
  },
  'alpine-morning': {
    seed: 53,
    sky: { top: '#5aa0d8', low: '#fde3d2' },
    disc: { x: 0.82, y: 0.3, radius: 0.035, colour: '#fff8df', glow: 0.45 },
    ridges: [peaks(0.46, 0.24, 4), peaks(0.62, 0.18, 5), hills(0.82, 0.08, 4)],
    far: '#a9bbd6',
    near: '#1f4a3a',
  },
  'forest-mist': {
    seed: 67,
    sky: { top: '#b9cfd2', low: '#eef1e6' },
    disc: { x: 0.45, y: 0.25, radius: 0.05, colour: '#ffffff', glow: 0.35 },
    ridges: [hills(0.45, 0.1, 4), peaks(0.6, 0.07, 24), peaks(0.78, 0.09, 17)],
    far: '#b5c9c2',
    near: '#234438',
  },
  'red-coast': {
    seed: 79,
    sky: { top: '#6b2d5c', low: '#ff9d5c' },
    disc: { x: 0.4, y: 0.47, radius: 0.075, colour: '#ffe2a8', glow: 0.6 },
    ridges: [peaks(0.56, 0.07, 4)],
    far: '#6a2f52',
    near: '#3b1a38',
    waterAt: 0.58,
  },
  'winter-lake': {
    seed: 97,
    sky: { top: '#86a9cf', low: '#f3eef2' },
    disc: { x: 0.6, y: 0.34, radius: 0.03, colour: '#fffdf4', glow: 0.35 },
    ridges: [peaks(0.5, 0.14, 5), peaks(0.57, 0.05, 30)],
    far: '#c3d0e3',
    near: '#41566e',
    waterAt: 0.6,
  },
} as const satisfies Readonly<Record<string, Scene>>;

export type SceneName = keyof typeof scenes;
