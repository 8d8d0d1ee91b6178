/** The ladder: which rungs there are, which is on the screen, which was asked for. */
import Hls, { type Level } from 'hls.js';
import type { EngineContext } from './engine.ts';
import type { QualityChoice, QualityOption } from './player-state.ts';
import { callEvery } from './timing.ts';

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

/** The same choice on another ladder, which a new session may have: the rung of that name, else automatic. Pure. */
export const carryChoice = (
  choice: QualityChoice,
  before: readonly QualityOption[],
  after: readonly QualityOption[],
): QualityChoice => {
  const name = before.find(({ index }) => index === choice)?.name;
  return after.find((option) => option.name === name)?.index ?? 'auto';
};

/** How often hls.js is reminded of a choice: it forgets one whose playlist fails, which is well while that lasts. */
const remindMs = 10_000;

const remindOfChoice = (hls: Hls, { store, signal }: EngineContext): void => {
  callEvery(remindMs, signal, () => {
    const { qualityChoice } = store.getSnapshot();
    if (qualityChoice !== 'auto' && hls.autoLevelEnabled) applyQuality(hls, qualityChoice);
  });
};

/** Keeps the store's qualities current while hls.js lives. */
export const followQuality = (hls: Hls, context: EngineContext): void => {
  const { store } = context;
  const showLevels = (): void => {
    const { qualities: before, qualityChoice } = store.getSnapshot();
    const qualities = qualityOptions(hls.levels);
    store.update({ qualities, qualityChoice: carryChoice(qualityChoice, before, qualities) });
  };
  hls.on(Hls.Events.MANIFEST_PARSED, () => {
    showLevels();
    applyQuality(hls, store.getSnapshot().qualityChoice);
  });
  hls.on(Hls.Events.LEVELS_UPDATED, showLevels);
  remindOfChoice(hls, context);
  hls.on(Hls.Events.LEVEL_SWITCHED, (_event, { level }) => store.update({ activeQuality: level }));
};

/** Changes at the next segment, so that what is buffered still plays. A rung that is not there means automatic. */
export const applyQuality = (hls: Hls, choice: QualityChoice): void => {
  hls.nextLevel = choice === 'auto' || hls.levels[choice] === undefined ? -1 : choice;
};
