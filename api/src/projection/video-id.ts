/** The id of the video that a Recording becomes: always the same one, so that it becomes one video only. */
import { createHash } from 'node:crypto';

/** Of all ids of videos; never changes. */
const videoNamespace = '3f6b7a54-0c1e-4d0f-9a57-6f2f4c1d8e90';

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

/** A name-based UUID, version 5 (RFC 9562, 5.5). `namespace` is a UUID, `name` any text. */
export const uuidV5 = (namespace: string, name: string): string => {
  const hash = createHash('sha1').update(bytesOf(namespace)).update(name).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const text = hash.toString('hex');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
};

/** `recordingUid` is `metadata.uid` of the Recording. */
export const videoIdFor = (recordingUid: string): string => uuidV5(videoNamespace, recordingUid.toLowerCase());
