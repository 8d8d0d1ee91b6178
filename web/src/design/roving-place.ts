/** Where keys lead the focus in a row of tabs or a list of menu items (WAI-ARIA Authoring Practices). */

export type RovingAxis = 'across' | 'down';

const arrows = {
  across: { back: 'ArrowLeft', on: 'ArrowRight' },
  down: { back: 'ArrowUp', on: 'ArrowDown' },
} as const;

/** Pure: the place that a key leads to, around the ends; undefined for keys that mean nothing here. */
export const rovingPlace = (axis: RovingAxis, key: string, place: number, count: number): number | undefined => {
  const { back, on } = arrows[axis];
  if (key === on) return (place + 1) % count;
  if (key === back) return (place - 1 + count) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
};
