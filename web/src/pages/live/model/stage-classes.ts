/**
 * The player's place: from edge to edge on phones, and never so high that title and state below it are out of sight; on a
 * telephone that lies on its side the picture has nearly all of the height.
 */
export const stageClasses = {
  around: 'bg-black',
  place: 'mx-auto max-w-[calc(max(100dvh-15rem,min(100dvh-3.5rem,20rem))*16/9)]',
} as const;
