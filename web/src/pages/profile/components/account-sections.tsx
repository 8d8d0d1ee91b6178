/** What can be changed about an account. */
import type { ReactElement } from 'react';
import type { Me } from '../../../api/generated/schemas.ts';
import { useToast } from '../../../design/toasts.tsx';
import type { ChangeMe } from '../api/change-me.ts';
import { EmailForm } from './email-form.tsx';
import { LogoutEverywhere } from './logout-everywhere.tsx';
import { NameForm } from './name-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { ProfileSection } from './profile-section.tsx';

export interface AccountSectionsProps {
  readonly me: Me;
  readonly change: ChangeMe;
  readonly logOutEverywhere: () => Promise<void>;
}

export const AccountSections = ({ me, change, logOutEverywhere }: AccountSectionsProps): ReactElement => {
  const toast = useToast();
  const done = (text: string): void => toast({ kind: 'done', text });
  return (
    <>
      <ProfileSection title="Name" about="What others see beside your streams and videos.">
        <NameForm me={me} change={change} onDone={done} />
      </ProfileSection>
      <ProfileSection title="Email" about="A second name to log in with. Only you see it.">
        <EmailForm me={me} change={change} onDone={done} />
      </ProfileSection>
      <ProfileSection title="Password" about="A new one logs out all other devices.">
        <PasswordForm me={me} change={change} onDone={done} />
      </ProfileSection>
      <ProfileSection title="Devices" about="You left a computer that others use? End its login from here.">
        <LogoutEverywhere logOut={logOutEverywhere} />
      </ProfileSection>
    </>
  );
};
