/** A grey place of the size that something will have. */
import type { ReactElement } from 'react';
import { classNames } from './class-names.ts';

export interface SkeletonProps {
  readonly className?: string | undefined;
}

export const Skeleton = ({ className }: SkeletonProps): ReactElement => (
  <div
    aria-hidden
    className={classNames('animate-pulse rounded-control bg-raised motion-reduce:animate-none', className)}
  />
);
