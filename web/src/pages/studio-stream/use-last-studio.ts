import { useState } from 'react';
import type { Stream } from '../../api/generated/schemas.ts';

export type Studio = NonNullable<Stream['studio']>;

/**
 * What the owner alone sees of a stream, as it was last known: where the cluster does not answer for a moment, what is offered
 * stays, and a dialog with what was typed in it. Null before it was known.
 */
export const useLastStudio = ({ studio }: Stream): Studio | null => {
  const [last, setLast] = useState(studio);
  if (studio && studio !== last) setLast(studio);
  return studio ?? last;
};
