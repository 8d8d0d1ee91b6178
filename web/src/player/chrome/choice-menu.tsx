/** A button that opens a list to choose one from (WAI-ARIA menu button with radio items). It opens upwards. */
import { Check } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { focusMenu, moveInMenu } from '../../design/menu-focus.ts';
import { useLeave } from '../../design/use-leave.ts';

export interface Choice<Value> {
  readonly value: Value;
  readonly label: string;
}

export interface ChoiceMenuProps<Value> {
  /** Names the button, together with what is chosen. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly choices: readonly Choice<Value>[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
  readonly isDisabled?: boolean;
}

const check = <Check aria-hidden className="player-menu-check" />;

/** See the file header. The closed list stays in the page, hidden. */
export const ChoiceMenu = <Value extends string | number>(props: ChoiceMenuProps<Value>): ReactElement => {
  const { label, icon, choices, chosen, onChoose, isDisabled = false } = props;
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useLeave(place, isOpen, () => setIsOpen(false));
  useEffect(() => {
    if (isOpen) focusMenu(list.current);
  }, [isOpen]);
  const close = (): void => {
    setIsOpen(false);
    button.current?.focus();
  };
  const onKey = (event: KeyboardEvent<HTMLElement>): void => {
    moveInMenu(event);
    if (event.key === 'Tab') setIsOpen(false);
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  };
  const text = choices.find(({ value }) => value === chosen)?.label ?? '';
  return (
    <div ref={place} className="player-menu">
      <button
        ref={button}
        type="button"
        className="player-button"
        aria-label={text ? `${label}: ${text}` : label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={id}
        aria-disabled={isDisabled}
        {...(!isOpen && { 'data-hint': label })}
        onClick={() => setIsOpen(!isOpen && !isDisabled)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          setIsOpen(!isDisabled);
        }}
      >
        {icon}
        <span className="player-menu-text">{text}</span>
      </button>
      <div
        ref={list}
        id={id}
        role="menu"
        aria-label={label}
        hidden={!isOpen}
        className="player-menu-list"
        onKeyDown={onKey}
      >
        {choices.map((choice) => (
          <button
            key={choice.value}
            type="button"
            role="menuitemradio"
            aria-checked={choice.value === chosen}
            tabIndex={-1}
            onClick={() => {
              onChoose(choice.value);
              close();
            }}
          >
            {check}
            {choice.label}
          </button>
        ))}
      </div>
    </div>
  );
};
