/**
 * All of one stream, in the order in which a streamer needs it: what viewers see, how it does, how to connect, what was
 * recorded, how it is set. Wide screens have two columns.
 */
import { ArrowLeft } from 'lucide-react';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { Stream } from '../../../api/generated/schemas.ts';
import { PageFrame } from '../../../design/page-frame.tsx';
import { ConnectPanel } from './connect/connect-panel.tsx';
import { HealthPanel } from './health/health-panel.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { SettingsPanel } from './settings/settings-panel.tsx';
import { StreamActions } from './stream-actions.tsx';
import { StreamFacts } from './stream-facts.tsx';
import { StreamRecordings } from './stream-recordings.tsx';

export interface StreamStudioProps {
  readonly stream: Stream;
}

/** The second column has no holes: what the first is longer by belongs to the row that stretches. */
const columns = 'grid items-start gap-6 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:grid-rows-[auto_1fr_auto]';

const Heading = ({ stream }: StreamStudioProps): ReactElement => <span className="break-words">{stream.title}</span>;

/** See the file header. */
export const StreamStudio = ({ stream }: StreamStudioProps): ReactElement => (
  <PageFrame
    title={`${stream.title} · Studio`}
    heading={<Heading stream={stream} />}
    actions={<StreamActions stream={stream} />}
  >
    <div className="-mt-4 mb-5 flex flex-wrap items-center gap-x-5 gap-y-1">
      <Link to="/studio" className="inline-flex min-h-11 items-center gap-1.5 text-muted text-sm hover:text-text">
        <ArrowLeft aria-hidden className="size-4" />
        All streams
      </Link>
      <StreamFacts stream={stream} />
    </div>
    <div className={columns}>
      <div className="flex min-w-0 flex-col gap-6 lg:row-span-2">
        <PreviewPanel stream={stream} />
        <HealthPanel stream={stream} />
      </div>
      <ConnectPanel streamId={stream.id} settings={stream.studio?.settings} />
      <div className="min-w-0 lg:col-start-1 lg:row-start-3">
        <StreamRecordings stream={stream} />
      </div>
      <div className="min-w-0 lg:col-start-2 lg:row-span-2 lg:row-start-2">
        <SettingsPanel stream={stream} />
      </div>
    </div>
  </PageFrame>
);
