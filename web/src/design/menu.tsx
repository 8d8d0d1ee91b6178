/** A button that opens a list of things to do (WAI-ARIA menu button): arrows move, Escape and leaving close. */
import { Check, EllipsisVertical } from 'lucide-react';
import {
  type AriaAttributes,
  type AriaRole,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import { focusMenu, moveInMenu } from './menu-focus.ts';
import { useLeave } from './use-leave.ts';

export interface MenuItem {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly onSelect: () => void;
  readonly isDangerous?: boolean | undefined;
  /** Of a choice among the items: whether it is this one. */
  readonly isChecked?: boolean | undefined;
}

export interface MenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** What the button shows; three dots unless told. */
  readonly icon?: ReactNode;
  /** Above the items: who or what they are about. */
  readonly heading?: ReactNode;
}

interface MenuListProps {
  readonly id: string;
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly heading: ReactNode;
  readonly onClose: () => void;
}

const itemLook =
  'flex min-h-11 w-full cursor-pointer items-center gap-3 rounded-control px-3 text-left text-sm outline-none hover:bg-raised focus-visible:bg-raised';

const roleOf = ({ isChecked }: MenuItem): Pick<AriaAttributes, 'aria-checked'> & { readonly role: AriaRole } =>
  isChecked === undefined ? { role: 'menuitem' } : { role: 'menuitemradio', 'aria-checked': isChecked };

const MenuList = ({ id, label, items, heading, onClose }: MenuListProps): ReactElement => {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => focusMenu(list.current), []);
  const onKey = (event: KeyboardEvent<HTMLElement>): void => {
    moveInMenu(event);
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    if (event.key === 'Escape') event.preventDefault();
  };
  return (
    <div className="absolute top-full right-0 z-30 mt-1 w-max min-w-48 max-w-[calc(100vw-2rem)] rounded-card border border-line bg-surface p-1 shadow-float">
      {heading && <div className="mb-1 border-line border-b px-3 py-2.5">{heading}</div>}
      <div ref={list} id={id} role="menu" aria-label={label} onKeyDown={onKey}>
        {items.map((item) => (
          <button
            key={item.label}
            type="button"
            {...roleOf(item)}
            tabIndex={-1}
            className={classNames(itemLook, item.isDangerous && 'text-bad')}
            onClick={() => {
              onClose();
              item.onSelect();
            }}
          >
            {item.icon}
            {item.label}
            {item.isChecked && <Check aria-hidden className="ml-auto size-4 text-accent" />}
          </button>
        ))}
      </div>
    </div>
  );
};

/** See the file header. */
export const Menu = ({ label, items, icon, heading }: MenuProps): ReactElement => {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useLeave(place, isOpen, () => setIsOpen(false));
  const close = (): void => {
    button.current?.focus();
    setIsOpen(false);
  };
  const openByArrow = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    setIsOpen(true);
  };
  return (
    <div ref={place} className="relative">
      <IconButton
        ref={button}
        label={label}
        icon={icon ?? <EllipsisVertical aria-hidden className="size-5" />}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setIsOpen(!isOpen)}
        onKeyDown={openByArrow}
      />
      {isOpen && <MenuList id={id} label={label} items={items} heading={heading} onClose={close} />}
    </div>
  );
};
