/** The keys of a player in a window of their own. */
import type { ReactElement, ReactNode } from 'react';
import { Dialog } from '../../design/dialog.tsx';

export interface HotkeyLine {
  readonly keys: readonly string[];
  readonly does: string;
}

/** What every player's keys do. */
export const commonHotkeys: readonly HotkeyLine[] = [
  { keys: ['Space', 'K'], does: 'Play or pause' },
  { keys: ['J', 'L'], does: '10 seconds back or on' },
  { keys: ['←', '→'], does: '5 seconds back or on' },
  { keys: ['↑', '↓'], does: 'Louder or quieter, with the player in focus' },
  { keys: ['M'], does: 'Sound off or on' },
  { keys: ['F'], does: 'Full screen' },
  { keys: ['C'], does: 'Captions' },
  { keys: ['?'], does: 'These keys' },
];

const Key = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <kbd className="inline-grid min-w-8 place-items-center rounded-control border border-line bg-raised px-2 py-1 font-sans text-sm">
    {children}
  </kbd>
);

export interface HotkeyHelpProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** In addition to the common ones. */
  readonly lines: readonly HotkeyLine[];
}

export const HotkeyHelp = ({ isOpen, onClose, lines }: HotkeyHelpProps): ReactElement => (
  <Dialog title="Keyboard" isOpen={isOpen} onClose={onClose}>
    <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
      {[...commonHotkeys.slice(0, -1), ...lines, ...commonHotkeys.slice(-1)].map(({ keys, does }) => (
        <div key={does} className="contents">
          <dt className="flex gap-1">
            {keys.map((key) => (
              <Key key={key}>{key}</Key>
            ))}
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  </Dialog>
);
