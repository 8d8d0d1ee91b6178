/** H.264 as MP4 stores it (ISO/IEC 14496-15), and as a decoder reads it from a pipe (ITU-T H.264, Annex B). Pure. */

const startCode = Buffer.from([0, 0, 0, 1]);
/** An access unit delimiter: a picture begins here, whatever came before. */
const delimiter = Buffer.from([0, 0, 0, 1, 0x09, 0xf0]);
/** Our encoder writes them so, as nearly all do. */
const lengthBytes = 4;

/** The SPS and PPS of an `AVCDecoderConfigurationRecord` (5.3.3.1). Throws RangeError when it is cut short. */
export const readParameterSets = (record: Buffer): readonly Buffer[] => {
  const units: Buffer[] = [];
  const take = (count: number, from: number): number => {
    let at = from;
    for (let index = 0; index < count; index += 1) {
      const length = record.readUInt16BE(at);
      units.push(record.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
    return at;
  };
  const pictureSetsAt = take(record.readUInt8(5) & 0x1f, 6);
  take(record.readUInt8(pictureSetsAt), pictureSetsAt + 1);
  return units;
};

/** One picture that a decoder can begin with: the parameter sets, then the sample's own NAL units. */
export const annexBPicture = (parameterSets: readonly Buffer[], sample: Buffer): Buffer => {
  const chunks: Buffer[] = [delimiter];
  for (const unit of parameterSets) chunks.push(startCode, unit);
  for (let at = 0; at + lengthBytes <= sample.length; ) {
    const end = at + lengthBytes + sample.readUInt32BE(at);
    chunks.push(startCode, sample.subarray(at + lengthBytes, end));
    at = end;
  }
  return Buffer.concat(chunks);
};
