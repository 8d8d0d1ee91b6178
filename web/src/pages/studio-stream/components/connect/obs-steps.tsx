/** How to fill in OBS's Settings → Stream, in OBS's own words. */
import type { ReactElement, ReactNode } from 'react';
import type { Ingest } from '../../../../api/generated/schemas.ts';
import { CopyField } from '../../../../design/copy-field.tsx';

type ObsFields = Ingest['obs']['oneUrl'];

export interface ObsStepsProps {
  readonly fields: ObsFields;
}

/** What OBS calls its things. */
const Named = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <strong className="font-semibold">{children}</strong>
);

const FirstSteps = (): ReactElement => (
  <>
    <li>
      In OBS, open <Named>Settings → Stream</Named>.
    </li>
    <li>
      As <Named>Service</Named>, choose <Named>Custom…</Named>
    </li>
  </>
);

const LastStep = (): ReactElement => (
  <li>
    Press <Named>OK</Named>, then <Named>Start Streaming</Named>.
  </li>
);

const look = 'flex list-decimal flex-col gap-3 pl-5 text-sm marker:text-muted';

/** The address with everything in it. */
export const OneAddressSteps = ({ fields }: ObsStepsProps): ReactElement => (
  <ol className={look}>
    <FirstSteps />
    <li>
      <CopyField label="Server" value={fields.server} isSecret hint="It holds your key: show it to nobody." />
    </li>
    <li>
      Leave <Named>Stream Key</Named> empty.
    </li>
    <LastStep />
  </ol>
);

/** The three fields, each with its own. */
export const ServerAndKeySteps = ({ fields }: ObsStepsProps): ReactElement => (
  <ol className={look}>
    <FirstSteps />
    <li>
      <CopyField label="Server" value={fields.server} />
    </li>
    <li>
      <CopyField label="Stream Key" value={fields.streamKey} />
    </li>
    <li>
      Tick <Named>Use authentication</Named>, and leave <Named>Username</Named> empty.
    </li>
    <li>
      <CopyField label="Password" value={fields.password} isSecret hint="The secret part: show it to nobody." />
    </li>
    <LastStep />
  </ol>
);
