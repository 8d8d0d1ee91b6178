/** Shows which keys there are. */
import { Keyboard } from 'lucide-react';
import type { ReactElement } from 'react';

export interface HelpButtonProps {
  readonly onHelp: () => void;
}

const keyboard = <Keyboard aria-hidden />;

export const HelpButton = ({ onHelp }: HelpButtonProps): ReactElement => (
  <button
    type="button"
    className="player-button player-help"
    aria-label="Keyboard"
    data-hint="Keyboard (?)"
    onClick={onHelp}
  >
    {keyboard}
  </button>
);
