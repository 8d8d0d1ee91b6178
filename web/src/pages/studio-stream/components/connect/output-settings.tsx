/** What to set in OBS besides the address. */
import { ChevronRight } from 'lucide-react';
import type { ReactElement } from 'react';
import { type ObsFacts, obsSettings } from '../../model/obs-settings.ts';

export interface OutputSettingsProps {
  readonly settings: ObsFacts;
}

/** See the file header. */
export const OutputSettings = ({ settings }: OutputSettingsProps): ReactElement => (
  <details className="group rounded-control border border-line">
    <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 rounded-control px-3 font-medium text-sm">
      <ChevronRight aria-hidden className="size-4 shrink-0 text-muted group-open:rotate-90" />
      Recommended picture and sound in OBS
    </summary>
    <div className="flex flex-col gap-3 border-line border-t p-3 text-sm">
      <p className="text-muted">
        Settings → Output (Output Mode: Advanced) and Settings → Video. Your picture is encoded again here: better in,
        better out.
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        {obsSettings(settings).map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="m-0 font-medium">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  </details>
);
