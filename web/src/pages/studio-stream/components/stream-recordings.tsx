/** The recordings of the stream, and a clip of its session. */
import { Scissors } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { Stream } from '../../../api/generated/schemas.ts';
import { Button } from '../../../design/button.tsx';
import { ClipMaker } from '../../../recordings/clip-maker.tsx';
import { RecordingsPanel } from '../../../recordings/recordings-panel.tsx';

export interface StreamRecordingsProps {
  readonly stream: Stream;
}

/** See the file header. */
export const StreamRecordings = ({ stream }: StreamRecordingsProps): ReactElement => {
  const [isClipping, setIsClipping] = useState(false);
  const clip = stream.sessionId !== null && (
    <Button size="sm" icon={<Scissors aria-hidden className="size-4" />} onClick={() => setIsClipping(true)}>
      Make a clip
    </Button>
  );
  return (
    <div className="min-w-0">
      <RecordingsPanel streamId={stream.id} actions={clip} />
      <ClipMaker stream={stream} isOpen={isClipping} onClose={() => setIsClipping(false)} />
    </div>
  );
};
