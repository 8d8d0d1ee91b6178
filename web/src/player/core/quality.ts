/** The ladder: which rungs there are, which is on the screen, which was asked for. */
import Hls, { type Level } from 'hls.js';
import type { EngineContext } from './engine.ts';
import type { QualityChoice, QualityOption } from './player-state.ts';

/** `720p`, with the frame rate where two rungs share a height. */
const nameOf = (level: Pick<Level, 'height' | 'frameRate' | 'bitrate'>, isShared: boolean): string => {
  if (level.height === 0) return `${Math.round(level.bitrate / 1000)} kbit/s`;
  return isShared ? `${level.height}p${Math.round(level.frameRate)}` : `${level.height}p`;
};

/** The rungs as a menu shows them, highest first. Pure. */
export const qualityOptions = (
  levels: readonly Pick<Level, 'height' | 'frameRate' | 'bitrate'>[],
): readonly QualityOption[] => {
  const isShared = (height: number): boolean => levels.filter((level) => level.height === height).length > 1;
  return levels
    .map((level, index) => ({ index, name: nameOf(level, isShared(level.height)), height: level.height }))
    .sort((a, b) => b.height - a.height);
};

/** Keeps the store's qualities current while hls.js lives. */
export const followQuality = (hls: Hls, { store }: EngineContext): void => {
  const showLevels = (): void => store.update({ qualities: qualityOptions(hls.levels) });
  hls.on(Hls.Events.MANIFEST_PARSED, () => {
    showLevels();
    applyQuality(hls, store.getSnapshot().qualityChoice);
  });
  hls.on(Hls.Events.LEVELS_UPDATED, showLevels);
  hls.on(Hls.Events.LEVEL_SWITCHED, (_event, { level }) => store.update({ activeQuality: level }));
};

/** Changes at the next segment, so that what is buffered still plays. A rung that is not there means automatic. */
export const applyQuality = (hls: Hls, choice: QualityChoice): void => {
  hls.nextLevel = choice === 'auto' || hls.levels[choice] === undefined ? -1 : choice;
};
