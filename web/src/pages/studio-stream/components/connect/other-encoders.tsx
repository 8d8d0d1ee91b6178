/** The one address for whatever else sends SRT. */
import type { ReactElement } from 'react';
import type { Ingest } from '../../../../api/generated/schemas.ts';
import { CopyField } from '../../../../design/copy-field.tsx';

export interface OtherEncodersProps {
  readonly ingest: Ingest;
  readonly segmentSeconds: number;
}

const framesPerSecond = 30;

const commandFor = (url: string, segmentSeconds: number): string =>
  `ffmpeg -re -i film.mp4 -c:v libx264 -tune zerolatency -g ${framesPerSecond * segmentSeconds} -c:a aac -f mpegts "${url}"`;

/** See the file header. */
export const OtherEncoders = ({ ingest, segmentSeconds }: OtherEncodersProps): ReactElement => (
  <div className="flex flex-col gap-4 text-sm">
    <p className="text-muted">
      Apps and encoders that send SRT take one address, with everything in it. Where latency has a field of its own, it
      is {ingest.latencyMilliseconds} ms.
    </p>
    <CopyField label="Address" value={ingest.url} isSecret />
    <CopyField
      label="ffmpeg"
      value={commandFor(ingest.url, segmentSeconds)}
      isSecret
      hint="Sends a file, with a keyframe at every segment."
    />
  </div>
);
