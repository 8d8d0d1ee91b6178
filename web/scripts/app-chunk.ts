/**
 * Which chunk a module of ours goes to that several entries share. A file for each set of entries would be some twenty tiny ones on a
 * page, and each costs a turn on a slow line: there are `start`, what begins a page; `common`, what the embedded page shares with the
 * app; `player`; `app`, of which the home page is made; `watch`, of the live page; and `rooms`, of all other pages.
 */
import type { Rolldown } from 'vite';

type ModuleGraph = Pick<Rolldown.PluginContext, 'getModuleInfo'>;

/** Whether an entry imports the module, itself or through others; not what it imports when it is needed. */
const isImportedBy = (entry: string, id: string, graph: ModuleGraph): boolean => {
  const seen = new Set<string>();
  const climb = (module: string): boolean => {
    if (module.endsWith(entry)) return true;
    if (seen.has(module)) return false;
    seen.add(module);
    return (graph.getModuleInfo(module)?.importers ?? []).some(climb);
  };
  return climb(id);
};

const reach = {
  start: ['/src/start.ts', '/vite/preload-helper.js'],
  embed: ['/src/embed/main.tsx'],
  player: ['/src/player/live/live-player.tsx'],
  app: ['/src/main.tsx', '/src/pages/home/home-page.tsx'],
  watch: ['/src/pages/live/live-page.tsx'],
} as const;

/**
 * Of a module that several entries share (`minShareCount` in vite.config.ts). The embedded page loads `start`, `common` and `player`,
 * so that nothing in these may need the app: what the player shares with the app's pages is in `common`.
 */
export const appChunk = (id: string, graph: ModuleGraph): string => {
  const isOf = (entries: keyof typeof reach): boolean => reach[entries].some((entry) => isImportedBy(entry, id, graph));
  if (isOf('start')) return 'start';
  if (isOf('embed')) return 'common';
  if (isOf('player')) return isOf('app') || isOf('watch') ? 'common' : 'player';
  if (isOf('app')) return 'app';
  return isOf('watch') ? 'watch' : 'rooms';
};
