/** Paints a scene as raw pixels, three bytes each: pictures that a page looks good with, and nobody's property. Pure. */
import { chance, roughNoise, smoothNoise } from './noise.ts';
import type { Ridge, Scene } from './scenes.ts';

type Colour = readonly [red: number, green: number, blue: number];

export interface PaintedSize {
  readonly width: number;
  readonly height: number;
}

const parseColour = (text: string): Colour => {
  const bits = Number.parseInt(text.slice(1), 16);
  return [bits >> 16, (bits >> 8) & 255, bits & 255];
};

const mix = (from: Colour, to: Colour, share: number): Colour => {
  const part = Math.min(1, Math.max(0, share));
  return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part, from[2] + (to[2] - from[2]) * part];
};

/** A place in the picture, both from 0 to 1. */
interface Place {
  readonly across: number;
  readonly down: number;
}

/** Where a ridge ends upwards, as a share of the height. */
const skylineOf = (ridge: Ridge, seed: number, across: number): number => {
  const { shape, at, rise, waves } = ridge;
  if (shape === 'towers') {
    const tower = Math.floor(across * waves);
    return at - rise * chance(seed, tower) ** 2;
  }
  const noise = shape === 'peaks' ? roughNoise(seed, across * waves) : smoothNoise(seed, across * waves);
  return at + rise * (0.5 - noise);
};

/** Some of a tower's windows have a light. */
const isWindow = (ridge: Ridge, seed: number, { across, down }: Place): boolean => {
  if (ridge.shape !== 'towers') return false;
  const [column, row] = [across * ridge.waves * 6, down * 110];
  const isPane = column % 1 > 0.35 && column % 1 < 0.75 && row % 1 > 0.3 && row % 1 < 0.75;
  return isPane && chance(seed + 7, Math.floor(column) * 997 + Math.floor(row)) > 0.78;
};

const lampLight: Colour = [255, 214, 140];

/** A scene with its colours parsed. */
class Landscape {
  readonly #scene: Scene;
  /** Width to height. */
  readonly #aspect: number;
  readonly #top: Colour;
  readonly #low: Colour;
  readonly #far: Colour;
  readonly #near: Colour;
  readonly #disc: Colour;
  readonly #lights: Colour | undefined;
  readonly #horizon: number;

  constructor(scene: Scene, aspect: number) {
    this.#scene = scene;
    this.#aspect = aspect;
    this.#top = parseColour(scene.sky.top);
    this.#low = parseColour(scene.sky.low);
    this.#far = parseColour(scene.far);
    this.#near = parseColour(scene.near);
    this.#disc = parseColour(scene.disc.colour);
    this.#lights = scene.aurora === undefined ? undefined : parseColour(scene.aurora);
    this.#horizon = scene.waterAt ?? Math.max(...scene.ridges.map(({ at }) => at));
  }

  #lit({ across, down }: Place, base: Colour): Colour {
    const { disc } = this.#scene;
    const distance = Math.hypot((across - disc.x) * this.#aspect, down - disc.y) / disc.radius;
    if (distance < 1) return this.#disc;
    const glow = disc.glow * Math.exp(-(distance - 1) / 6) + Math.max(0, 1.2 - distance);
    return mix(base, this.#disc, glow);
  }

  #aurora({ across, down }: Place, base: Colour): Colour {
    const { seed } = this.#scene;
    if (this.#lights === undefined) return base;
    const edge = 0.5 - 0.28 * smoothNoise(seed + 31, across * 3) - 0.05 * smoothNoise(seed + 32, across * 11);
    const above = edge - down;
    if (above < -0.02) return base;
    const folds = 0.35 + 0.65 * smoothNoise(seed + 33, across * 46);
    return mix(base, this.#lights, folds * 0.75 * Math.exp(-Math.max(0, above) * 7) * Math.min(1, above * 40 + 1));
  }

  #star({ across, down }: Place, base: Colour): Colour {
    if (!this.#scene.hasStars) return base;
    const [column, row] = [Math.floor(across * 420), Math.floor(down * 236)];
    const brightness = chance(this.#scene.seed + 3, column * 4099 + row);
    return brightness > 0.9965 ? mix(base, [255, 255, 255], (brightness - 0.9965) * 240 * (1 - down)) : base;
  }

  #sky(place: Place): Colour {
    const base = mix(this.#top, this.#low, (place.down / this.#horizon) ** 1.15);
    return this.#lit(place, this.#aurora(place, this.#star(place, base)));
  }

  /** What stands at a place above the water. The nearer ridges hide the farther ones; the air between makes these pale. */
  #land(place: Place): Colour {
    const { ridges, seed } = this.#scene;
    for (let number = ridges.length - 1; number >= 0; number -= 1) {
      const ridge = ridges[number];
      if (!ridge) continue;
      const skyline = skylineOf(ridge, seed + number * 13, place.across);
      if (place.down < skyline) continue;
      if (isWindow(ridge, seed + number, place)) return lampLight;
      const colour = mix(this.#far, this.#near, ridges.length === 1 ? 1 : number / (ridges.length - 1));
      const mist = 0.45 * Math.min(1, (place.down - skyline) / 0.2) * (1 - (number + 1) / (ridges.length + 0.5));
      return mix(colour, this.#low, mist);
    }
    return this.#sky(place);
  }

  /** The water mirrors what is above it, darker and broken by waves that are wider the nearer they are. */
  #water({ across, down }: Place, shore: number): Colour {
    const depth = (down - shore) / (1 - shore);
    const wave = smoothNoise(
      this.#scene.seed + 5,
      (90 * Math.log(1 + depth * 9)) / 2 + 2 * smoothNoise(9, across * 12),
    );
    const shift = (wave - 0.5) * (0.01 + 0.05 * depth);
    const mirrored = this.#land({ across: across + shift, down: shore - (down - shore) * 0.9 - 0.004 });
    return mix(mirrored, this.#near, 0.18 + 0.3 * depth + 0.12 * (wave - 0.5));
  }

  /** Red, green and blue, 0 to 255. */
  colourAt(place: Place): Colour {
    const { waterAt } = this.#scene;
    return waterAt !== undefined && place.down >= waterAt ? this.#water(place, waterAt) : this.#land(place);
  }
}

/** The whole picture, line by line. A little noise hides the steps between near colours. */
export const paintLandscape = (scene: Scene, { width, height }: PaintedSize): Uint8Array => {
  const landscape = new Landscape(scene, width / height);
  const pixels = new Uint8Array(width * height * 3);
  for (let place = 0; place < width * height; place += 1) {
    const colour = landscape.colourAt({ across: (place % width) / width, down: Math.floor(place / width) / height });
    const grain = 3 * (chance(1, place) - 0.5);
    for (const [part, value] of colour.entries()) {
      pixels[place * 3 + part] = Math.min(255, Math.max(0, Math.round(value + grain)));
    }
  }
  return pixels;
};
