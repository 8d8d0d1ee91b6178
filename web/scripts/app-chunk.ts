/**
 * Which chunk a module of ours goes to that several entries share. A file for each set of entries would be some twenty tiny ones on a
 * page, and each costs a turn on a slow line: there is one for what begins a page, one for what the embedded player shares with
 * the app, one for the rooms of people who stream, one for all else.
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

/** What a chunk has beside what is in those above it: all that these entries import and another one does too. */
const chunks = {
  start: ['/src/start.ts', '/vite/preload-helper.js'],
  common: ['/src/embed/main.tsx'],
  app: ['/src/main.tsx', '/src/pages/home/home-page.tsx'],
  watch: ['/src/pages/live/live-page.tsx'],
  player: ['/src/player/live/live-player.tsx'],
} as const;

/** Of a module that several entries share (`minShareCount` in vite.config.ts). What none of these imports is of the rooms. */
export const appChunk = (id: string, graph: ModuleGraph): string => {
  const found = Object.entries(chunks).find(([, entries]) => entries.some((entry) => isImportedBy(entry, id, graph)));
  return found?.[0] ?? 'rooms';
};
