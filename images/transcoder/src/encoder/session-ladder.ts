/** Which rungs a session has, and how large each picture is. Pure. */
import type { Rendition } from '@kubecast/media/transcoder-config';
import type { ProbedSource } from '../probe/probed-source.ts';
import type { FormatRendition, SessionFormat } from './session-format.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** 4:2:0 needs even sizes. */
const even = (pixels: number): number => Math.max(2, Math.round(pixels / 2) * 2);

/** The picture's size in square pixels: wide pixels widen it. */
export const displaySize = ({ width, height, pixelAspect }: ProbedSource): Size => ({
  width: even(width * pixelAspect),
  height: even(height),
});

/** A rung's height counts the shorter side, so that an upright 1080p is 1080 by 1920, with as many pixels as a lying one. */
const scaledTo = (source: Size, shortSide: number): Size => {
  const factor = shortSide / Math.min(source.width, source.height);
  return source.width >= source.height
    ? { width: even(source.width * factor), height: even(shortSide) }
    : { width: even(shortSide), height: even(source.height * factor) };
};

const rungOf = (source: Size, rendition: Rendition): FormatRendition => ({
  ...rendition,
  ...scaledTo(source, Math.min(rendition.height, Math.min(source.width, source.height))),
});

/** Rungs above the source are left out; the lowest always stays, at the source's own size when it is above too. */
export const sessionFormatFor = (renditions: readonly Rendition[], source: ProbedSource): SessionFormat => {
  const size = displaySize(source);
  const shortSide = Math.min(size.width, size.height);
  const fitting = renditions.filter(({ height }) => height <= shortSide);
  const kept = fitting.length > 0 ? fitting : renditions.slice(-1);
  return { frameRate: source.frameRate, renditions: kept.map((rendition) => rungOf(size, rendition)) };
};
