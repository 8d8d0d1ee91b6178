import type { Field } from './custom-resource.ts';

/** A field and where it stands: `.spec.renditions[].name`; `.*` is a map's value, `[]` a list's item. */
export interface LocatedField {
  readonly path: string;
  readonly field: Field;
  /** True when the object that holds it is refused without it. */
  readonly isRequired: boolean;
}

const childrenOf = ({ path, field }: LocatedField): LocatedField[] => [
  ...Object.entries(field.properties ?? {}).map(([name, child]) => ({
    path: `${path}.${name}`,
    field: child,
    isRequired: field.required.includes(name),
  })),
  ...(field.items ? [{ path: `${path}[]`, field: field.items, isRequired: false }] : []),
  ...(field.additionalProperties ? [{ path: `${path}.*`, field: field.additionalProperties, isRequired: false }] : []),
];

const walk = (start: LocatedField): LocatedField[] => [start, ...childrenOf(start).flatMap(walk)];

/** A field and all below it, in the order of the YAML. */
export const walkFields = (field: Field, path = ''): LocatedField[] => walk({ path, field, isRequired: false });
