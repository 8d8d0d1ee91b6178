/** How the stream is set, and the ways to change that. */
import { Settings2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { Ladder, Stream } from '../../../../api/generated/schemas.ts';
import { Button } from '../../../../design/button.tsx';
import { Dialog } from '../../../../design/dialog.tsx';
import { useLadders } from '../../../../studio/api/get-ladders.ts';
import { WithLadders } from '../../../../studio/components/with-ladders.tsx';
import { settingsSummary } from '../../model/settings-summary.ts';
import { type Studio, useLastStudio } from '../../use-last-studio.ts';
import { Panel } from '../panel.tsx';
import { DeleteStream } from './delete-stream.tsx';
import { EditSettings } from './edit-settings.tsx';

export interface SettingsPanelProps {
  readonly stream: Stream;
}

const isWaiting = ({ conditions }: Studio): boolean =>
  conditions.some(({ type, reason }) => type === 'Reconciling' && reason === 'ChangeWaitsForIdle');

interface SummaryProps {
  readonly stream: Stream;
  readonly studio: Studio;
  readonly ladders: readonly Ladder[];
}

const Summary = ({ stream, studio, ladders }: SummaryProps): ReactElement => (
  <>
    <dl className="flex flex-col divide-y divide-line text-sm">
      {settingsSummary({ ...stream, settings: studio.settings }, ladders).map(({ name, value }) => (
        <div key={name} className="flex justify-between gap-4 py-2">
          <dt className="text-muted">{name}</dt>
          <dd className="m-0 text-right font-medium">{value}</dd>
        </div>
      ))}
    </dl>
    {isWaiting(studio) && (
      <p role="status" className="mt-2 rounded-control bg-raised px-3 py-2.5 text-sm">
        Saved, and not applied yet: it is when the session has ended, so that nothing interrupts you.
      </p>
    )}
  </>
);

const Elsewhere = ({ namespace, name }: Stream): ReactElement => (
  <p className="mt-3 rounded-control bg-raised px-3 py-2.5 text-sm">
    This stream was applied with kubectl, and is changed, ended and deleted the same way:{' '}
    <code className="break-words">
      kubectl edit livestream {name} -n {namespace}
    </code>
  </p>
);

interface ChangeDialogProps {
  readonly stream: Stream;
  readonly studio: Studio;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const ChangeDialog = ({ stream, studio, isOpen, onClose }: ChangeDialogProps): ReactElement => (
  <Dialog title="Change the stream" isForm isOpen={isOpen} onClose={onClose}>
    <WithLadders>
      {(ladders) => (
        <EditSettings
          stream={stream}
          settings={studio.settings}
          generation={studio.generation}
          ladders={ladders}
          onDone={onClose}
        />
      )}
    </WithLadders>
  </Dialog>
);

/** See the file header. */
export const SettingsPanel = ({ stream }: SettingsPanelProps): ReactElement => {
  const studio = useLastStudio(stream);
  const [isEditing, setIsEditing] = useState(false);
  const ladders = useLadders();
  const edit = studio?.isManagedHere && (
    <Button size="sm" icon={<Settings2 aria-hidden className="size-4" />} onClick={() => setIsEditing(true)}>
      Change
    </Button>
  );
  return (
    <Panel title="Settings" actions={edit}>
      {stream.studio ? (
        <Summary stream={stream} studio={stream.studio} ladders={ladders.data ?? []} />
      ) : (
        <p className="text-muted text-sm">The cluster cannot be asked for the settings at the moment.</p>
      )}
      {studio && !studio.isManagedHere && <Elsewhere {...stream} />}
      {studio?.isManagedHere && (
        <div className="mt-3 flex justify-end border-line border-t pt-3">
          <DeleteStream stream={stream} />
        </div>
      )}
      {studio && (
        <ChangeDialog stream={stream} studio={studio} isOpen={isEditing} onClose={() => setIsEditing(false)} />
      )}
    </Panel>
  );
};
