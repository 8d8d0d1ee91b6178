/** Short notices at the page's edge: what was done, or failed, where no other place says so. Read out politely. */
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import {
  createContext,
  type ReactElement,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react';
import { IconButton } from './icon-button.tsx';

export interface Toast {
  readonly kind: 'done' | 'failed';
  readonly text: string;
}

type ShowToast = (toast: Toast) => void;

interface ShownToast extends Toast {
  readonly id: number;
}

/** What failed stays until it is dismissed. */
const doneShownMs = 5000;
const maxShown = 3;

const ToastContext = createContext<ShowToast | undefined>(undefined);

/** Shows a toast. Throws outside of {@link Toasts}. */
export const useToast = (): ShowToast => {
  const show = useContext(ToastContext);
  if (!show) throw new Error('useToast needs Toasts around it');
  return show;
};

const icons = {
  done: <CircleCheck aria-hidden className="size-5 shrink-0 text-good" />,
  failed: <CircleAlert aria-hidden className="size-5 shrink-0 text-bad" />,
} as const;

const ToastCard = ({ kind, text, onEnd }: Toast & { readonly onEnd: () => void }): ReactElement => {
  const end = useEffectEvent(onEnd);
  // While somebody points at it, or is about to dismiss it.
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    if (kind === 'failed' || isHeld) return undefined;
    const timer = setTimeout(() => end(), doneShownMs);
    return () => clearTimeout(timer);
  }, [kind, isHeld]);
  const hold = (): void => setIsHeld(true);
  const release = (): void => setIsHeld(false);
  return (
    <fieldset
      aria-label="Notice"
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocus={hold}
      onBlur={release}
      className="pointer-events-auto flex w-full min-w-0 max-w-sm items-center gap-3 rounded-card border border-line bg-surface py-1 pr-1 pl-4 text-sm shadow-float"
    >
      {icons[kind]}
      <p className="wrap-anywhere min-w-0 flex-1 py-2">{text}</p>
      <IconButton label="Dismiss" icon={<X aria-hidden className="size-4" />} onClick={onEnd} />
    </fieldset>
  );
};

/** Around everything that shows toasts. */
export const Toasts = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);
  const nextId = useRef(0);
  const show = useCallback((toast: Toast): void => {
    nextId.current += 1;
    const id = nextId.current;
    setToasts((shown) => [...shown, { ...toast, id }].slice(-maxShown));
  }, []);
  const end = (id: number): void => setToasts((shown) => shown.filter((toast) => toast.id !== id));
  return (
    <ToastContext value={show}>
      {children}
      <div
        role="status"
        className="pointer-events-none fixed inset-x-0 bottom-0 z-50 flex flex-col items-center gap-2 p-4 max-md:bottom-14 md:items-end"
      >
        {toasts.map((toast) => (
          <ToastCard key={toast.id} {...toast} onEnd={() => end(toast.id)} />
        ))}
      </div>
    </ToastContext>
  );
};
