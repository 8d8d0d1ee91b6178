/** What a video can play without another byte. Pure. */

type Buffered = Pick<HTMLVideoElement, 'buffered' | 'currentTime'>;

/** The end of the data without a gap from the position on; the position itself where there is none. */
export const bufferedEnd = ({ buffered, currentTime }: Buffered): number => {
  for (let index = 0; index < buffered.length; index += 1) {
    if (buffered.start(index) <= currentTime && currentTime < buffered.end(index)) return buffered.end(index);
  }
  return currentTime;
};
