/** How an encoder reaches the stream: for OBS in both of its forms, and for everything else. */
import { type ReactElement, useState } from 'react';
import { isProblem } from '../../../../api/api-problem.ts';
import type { Ingest, StreamSettings } from '../../../../api/generated/schemas.ts';
import { ErrorState } from '../../../../design/error-state.tsx';
import { Skeleton } from '../../../../design/skeleton.tsx';
import { Tabs } from '../../../../design/tabs.tsx';
import { isIngestLate, useIngest } from '../../api/get-ingest.ts';
import { Panel } from '../panel.tsx';
import { OneAddressSteps, ServerAndKeySteps } from './obs-steps.tsx';
import { OtherEncoders } from './other-encoders.tsx';
import { OutputSettings } from './output-settings.tsx';
import { RotateKey } from './rotate-key.tsx';

export interface ConnectPanelProps {
  readonly streamId: string;
  readonly settings: StreamSettings | undefined;
}

type Form = 'address' | 'fields' | 'other';

const isForm = (id: string): id is Form => id === 'address' || id === 'fields' || id === 'other';

interface ConnectFormsProps {
  readonly ingest: Ingest;
  readonly segmentSeconds: number;
}

const ConnectForms = ({ ingest, segmentSeconds }: ConnectFormsProps): ReactElement => {
  const [form, setForm] = useState<Form>('address');
  const tabs = [
    { id: 'address', label: 'OBS', content: <OneAddressSteps fields={ingest.obs.oneUrl} /> },
    { id: 'fields', label: 'OBS, three fields', content: <ServerAndKeySteps fields={ingest.obs.serverAndKey} /> },
    {
      id: 'other',
      label: 'Others',
      content: <OtherEncoders ingest={ingest} segmentSeconds={segmentSeconds} />,
    },
  ];
  return <Tabs label="Ways to connect" tabs={tabs} selected={form} onSelect={(id) => isForm(id) && setForm(id)} />;
};

const Waiting = ({ lateness }: { readonly lateness: Error | undefined }): ReactElement => (
  <div className="flex flex-col gap-3">
    <p role="status" className="text-muted text-sm">
      {lateness
        ? `The address and key take longer than usual. ${lateness.message}.`
        : 'The address and key are being made. That takes some seconds.'}
    </p>
    <Skeleton className="h-11 w-full" />
    <Skeleton className="h-56 w-full" />
  </div>
);

interface NoAddressProps {
  readonly error: Error | null;
  readonly isLate: boolean;
  readonly onRetry: () => void;
}

/** What stands in the panel while there is no address. */
const NoAddress = ({ error, isLate, onRetry }: NoAddressProps): ReactElement => {
  if (error === null || isProblem(error, 'IngestNotReady')) {
    return <Waiting lateness={isLate && error ? error : undefined} />;
  }
  if (isProblem(error, 'KeyManagedElsewhere')) {
    return (
      <p className="text-sm">
        The key of this stream is kept by whoever runs the cluster: ask them for the address, and for another key should
        you need one.
      </p>
    );
  }
  if (isProblem(error, 'ManagedElsewhere')) {
    return (
      <p className="text-sm">
        This stream was applied with kubectl. Its address and key are with whoever applied it: kubectl get livestream
        shows the address, and the Secret beside it holds the key.
      </p>
    );
  }
  return <ErrorState what="The address could not be read" error={error} onRetry={onRetry} />;
};

/** See the file header. */
export const ConnectPanel = ({ streamId, settings }: ConnectPanelProps): ReactElement => {
  const { data, error, errorUpdateCount, refetch } = useIngest(streamId);
  return (
    <Panel title="Connect your encoder" actions={data && <RotateKey streamId={streamId} />}>
      <div className="flex flex-col gap-4">
        {data ? (
          <ConnectForms ingest={data} segmentSeconds={settings?.segmentSeconds ?? 2} />
        ) : (
          <NoAddress error={error} isLate={isIngestLate(errorUpdateCount)} onRetry={() => void refetch()} />
        )}
        {settings && <OutputSettings settings={settings} />}
      </div>
    </Panel>
  );
};
