/** How many target durations from the end of the playlist one who joins begins. */
export const liveSyncDurationCount = 3;
