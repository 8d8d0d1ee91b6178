/** Rungs of one's own: height and bitrate each, the highest first. */
import { Plus, Trash2 } from 'lucide-react';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { Button } from '../../design/button.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { TextField } from '../../design/text-field.tsx';
import type { RungForm } from '../model/stream-form.ts';

export interface RungsEditorProps {
  readonly rungs: readonly RungForm[];
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (rungs: readonly RungForm[]) => void;
}

/** Of the resource. */
const maxRungs = 8;

interface RungRowProps {
  readonly rung: RungForm;
  readonly place: number;
  readonly errors: Readonly<Record<string, string>>;
  readonly onEdit: (edit: Partial<RungForm>) => void;
  /** Absent for the only one. */
  readonly onRemove: (() => void) | undefined;
}

const RungRow = ({ rung, place, errors, onEdit, onRemove }: RungRowProps): ReactElement => (
  <fieldset className="m-0 grid min-w-0 grid-cols-[1fr_1fr_auto] items-start gap-2 border-0 p-0">
    <legend className="sr-only">Quality {place + 1}</legend>
    <TextField
      label="Height"
      inputMode="numeric"
      value={rung.height}
      error={errors[`renditions.${place}.height`] ?? errors[`renditions.${place}.name`]}
      onChange={(event) => onEdit({ height: event.target.value })}
    />
    <TextField
      label="Kbit/s"
      inputMode="numeric"
      value={rung.videoBitrateKbps}
      error={errors[`renditions.${place}.videoBitrateKbps`]}
      onChange={(event) => onEdit({ videoBitrateKbps: event.target.value })}
    />
    <div className="mt-6.5">
      <IconButton
        label={`Remove quality ${place + 1}`}
        icon={<Trash2 aria-hidden className="size-5" />}
        disabled={!onRemove}
        onClick={onRemove}
      />
    </div>
  </fieldset>
);

/** Two thirds of the lowest one, down to the least that the resource allows: a start. */
const nextRung = (rungs: readonly RungForm[]): RungForm => {
  const lowest = rungs.at(-1);
  const height = Math.max(144, Math.round(Number(lowest?.height ?? 720) / 3) * 2);
  const bitrate = Math.max(100, Math.round(Number(lowest?.videoBitrateKbps ?? 2500) / 200) * 100);
  return { height: String(height || 360), videoBitrateKbps: String(bitrate || 700), audioBitrateKbps: 128 };
};

/** See the file header. */
export const RungsEditor = ({ rungs, errors, onChange }: RungsEditorProps): ReactElement => {
  const adding = useRef<HTMLButtonElement>(null);
  const [removals, setRemovals] = useState(0);
  // An effect: of eight rungs the button is there only afterwards.
  useEffect(() => {
    if (removals > 0) adding.current?.focus();
  }, [removals]);
  const remove = (place: number): void => {
    onChange(rungs.toSpliced(place, 1));
    // Otherwise the next one stands in its place, and its button has the focus.
    const isFocusLost = place === rungs.length - 1 || rungs.length === 2;
    if (isFocusLost) setRemovals(removals + 1);
  };
  return (
    <div className="flex flex-col gap-3 border-line border-l-2 pl-3">
      {rungs.map((rung, place) => (
        <RungRow
          key={`rung-${String(place)}`}
          rung={rung}
          place={place}
          errors={errors}
          onEdit={(edit) => onChange(rungs.with(place, { ...rung, ...edit }))}
          onRemove={rungs.length > 1 ? () => remove(place) : undefined}
        />
      ))}
      {errors.renditions && (
        <p role="alert" className="text-bad text-sm">
          {errors.renditions}
        </p>
      )}
      {rungs.length < maxRungs && (
        <Button
          ref={adding}
          size="sm"
          className="self-start"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => onChange([...rungs, nextRung(rungs)])}
        >
          Add a quality
        </Button>
      )}
      <p className="text-muted text-sm">The highest first. Heights are even, from 144 to 2160.</p>
    </div>
  );
};
