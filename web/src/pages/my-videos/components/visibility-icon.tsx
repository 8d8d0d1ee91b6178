/** A picture for who may see a video; the word stands beside it. */
import { EyeOff, Globe, Lock } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Visibility } from '../model/visibility-words.ts';

export interface VisibilityIconProps {
  readonly visibility: Visibility;
  readonly className: string;
}

const icons = { public: Globe, unlisted: EyeOff, private: Lock } as const;

export const VisibilityIcon = ({ visibility, className }: VisibilityIconProps): ReactElement => {
  const Icon = icons[visibility];
  return <Icon aria-hidden className={className} />;
};
