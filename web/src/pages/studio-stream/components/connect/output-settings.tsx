/** What to set in OBS besides the address. */
import type { ReactElement } from 'react';
import { type ObsFacts, obsSettings } from '../../model/obs-settings.ts';

export interface OutputSettingsProps {
  readonly settings: ObsFacts;
}

/** See the file header. */
export const OutputSettings = ({ settings }: OutputSettingsProps): ReactElement => (
  <section className="flex flex-col gap-2 border-line border-t pt-4 text-sm">
    <h3 className="font-semibold">Recommended in OBS</h3>
    <p className="text-muted">
      In Settings → Output (Output Mode: Advanced) and Settings → Video. Your picture is encoded again here: better in,
      better out.
    </p>
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
      {obsSettings(settings).map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="m-0 font-medium">{value}</dd>
        </div>
      ))}
    </dl>
  </section>
);
