import type { ReactElement, ReactNode } from 'react';
import { stageClasses } from '../model/stage-classes.ts';

export const Stage = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <div className={stageClasses.around}>
    <div className={stageClasses.place}>{children}</div>
  </div>
);
