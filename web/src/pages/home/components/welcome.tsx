/** The home page of a Kubecast that nobody has streamed with yet: what it is, and the way in. */
import { ClipboardPaste, MonitorPlay, Radio } from 'lucide-react';
import type { ReactElement } from 'react';
import { loginPath, registerPath } from '../../../app/page-paths.ts';
import { ButtonLink } from '../../../design/button-link.tsx';

export interface WelcomeProps {
  readonly isLoggedIn: boolean;
}

const steps = [
  { icon: Radio, title: 'Create a stream', text: 'It gets an address of its own, ready some seconds later.' },
  { icon: ClipboardPaste, title: 'Paste it into OBS', text: 'An encoder that drops and returns goes on where it was.' },
  {
    icon: MonitorPlay,
    title: 'Share the link',
    text: 'Viewers watch live and may go back; afterwards it is a video here.',
  },
] as const;

const Steps = (): ReactElement => (
  <ol className="grid gap-4 text-start md:grid-cols-3">
    {steps.map(({ icon: Icon, title, text }) => (
      <li key={title} className="rounded-card border border-line bg-surface p-5">
        <Icon aria-hidden className="mb-3 size-6 text-accent" strokeWidth={1.75} />
        <p className="font-semibold">{title}</p>
        <p className="mt-1 text-muted text-sm">{text}</p>
      </li>
    ))}
  </ol>
);

export const Welcome = ({ isLoggedIn }: WelcomeProps): ReactElement => (
  <div className="mx-auto flex max-w-4xl flex-col items-center gap-8 py-8 text-center sm:py-16">
    <div>
      <h2 className="text-balance font-semibold text-3xl tracking-tight sm:text-4xl">Live streaming on Kubernetes</h2>
      <p className="mx-auto mt-4 max-w-2xl text-balance text-lg text-muted">
        Kubecast turns what your encoder sends into live video with rewind, in every quality that viewers need, and
        keeps each session. Nobody is live, and there are no videos yet: yours may be the first.
      </p>
    </div>
    <div className="flex flex-wrap justify-center gap-3">
      {isLoggedIn ? (
        <ButtonLink variant="primary" to="/studio">
          Open the studio
        </ButtonLink>
      ) : (
        <>
          <ButtonLink variant="primary" to={registerPath('/studio')}>
            Create an account
          </ButtonLink>
          <ButtonLink to={loginPath('/studio')}>Log in</ButtonLink>
        </>
      )}
    </div>
    <Steps />
  </div>
);
