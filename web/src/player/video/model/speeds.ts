/** How fast a video may run. */
export const speeds: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** `1×`, `1.25×`. Pure. */
export const speedName = (speed: number): string => `${speed}×`;
