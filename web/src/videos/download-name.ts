/** What a video's file is called on a disk. */
const longest = 100;

/** Pure: the title without what some file system refuses; `video.mp4` where nothing is left. */
export const downloadName = (title: string): string => {
  const name = title
    .replaceAll(/[\p{Cc}<>:"/\\|?*]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .slice(0, longest)
    .replace(/^[ .]+|[ .]+$/g, '');
  return `${name || 'video'}.mp4`;
};
