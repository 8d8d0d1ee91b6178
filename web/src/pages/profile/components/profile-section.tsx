/** A part of the profile: what it is about, what can be done in it. */
import { type ReactElement, type ReactNode, useId } from 'react';

export interface ProfileSectionProps {
  readonly title: string;
  readonly about: string;
  readonly children: ReactNode;
}

export const ProfileSection = ({ title, about, children }: ProfileSectionProps): ReactElement => {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-x-10 gap-y-5 border-line border-t py-8 md:grid-cols-[12rem_1fr]">
      <div>
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        <p className="mt-1 text-muted text-sm">{about}</p>
      </div>
      <div>{children}</div>
    </section>
  );
};
