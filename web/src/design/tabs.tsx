/** Tabs (WAI-ARIA Authoring Practices): arrows, Home and End move among them and select. */
import { type KeyboardEvent, type ReactElement, type ReactNode, useId, useRef } from 'react';
import { classNames } from './class-names.ts';
import { rovingPlace } from './roving-place.ts';

export interface Tab {
  readonly id: string;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

export interface TabsProps {
  /** Names the row of tabs. */
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
}

const tabLook =
  '-mb-px min-h-11 cursor-pointer whitespace-nowrap border-b-2 px-3 text-sm font-medium transition-colors -outline-offset-2';

export const Tabs = ({ label, tabs, selected, onSelect }: TabsProps): ReactElement => {
  const base = useId();
  const row = useRef<HTMLDivElement>(null);
  const place = Math.max(
    0,
    tabs.findIndex((tab) => tab.id === selected),
  );
  const move = (event: KeyboardEvent): void => {
    const next = rovingPlace('across', event.key, place, tabs.length);
    const tab = next === undefined ? undefined : tabs[next];
    if (next === undefined || !tab) return;
    event.preventDefault();
    onSelect(tab.id);
    row.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };
  const current = tabs[place];
  return (
    <div>
      <div
        ref={row}
        role="tablist"
        aria-label={label}
        onKeyDown={move}
        className="mb-5 flex gap-1 overflow-x-auto border-line border-b"
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${base}-${tab.id}`}
            type="button"
            role="tab"
            aria-selected={tab === current}
            aria-controls={tab === current ? `${base}-panel` : undefined}
            tabIndex={tab === current ? 0 : -1}
            onClick={() => onSelect(tab.id)}
            className={classNames(
              tabLook,
              tab === current ? 'border-accent text-text' : 'border-transparent text-muted hover:text-text',
            )}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {current && (
        <div id={`${base}-panel`} role="tabpanel" aria-labelledby={`${base}-${current.id}`}>
          {current.content}
        </div>
      )}
    </div>
  );
};
