/** What reflectors report of themselves, one call an occurrence; must not throw. `resource` is `pods`, `livestreams.kubecast.dev` … */
export interface ReflectorMetrics {
  /** A whole list was read. */
  observeList(resource: string, durationSeconds: number, items: number): void;
  /** A watch was opened. */
  observeWatch(resource: string): void;
  /** An event (not a bookmark) arrived. */
  observeEvent(resource: string, type: 'ADDED' | 'MODIFIED' | 'DELETED'): void;
  /** A list or a watch failed, and is tried again. */
  observeFailure(resource: string, phase: 'list' | 'watch', reason: string): void;
}

/** Reports to nobody. */
export const noReflectorMetrics: ReflectorMetrics = {
  observeList: () => {},
  observeWatch: () => {},
  observeEvent: () => {},
  observeFailure: () => {},
};
