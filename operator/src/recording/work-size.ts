const mebibyte = 1024 * 1024;
/** Of what is put together beside the segments' own bytes: the file's index, and what differs from fragments. */
const overhead = 1.1;
const floorMebibytes = 256;
const stepMebibytes = 64;

/** Size of the work directory for a video of so many bytes of segments, in mebibytes: pictures and logs included. */
export const workMebibytes = (segmentBytes: number): number => {
  const needed = (segmentBytes * overhead) / mebibyte + floorMebibytes;
  return Math.ceil(needed / stepMebibytes) * stepMebibytes;
};
