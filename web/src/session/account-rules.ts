/** What the api asks of an account's names and passwords (docs/guide/api-accounts.md), said before it is asked. */

/** What is wrong, by field. */
export type WrongFields = Readonly<Record<string, string>>;

/** A rule: what is wrong with a value, if anything is. */
export type Rule = (value: string) => string | undefined;

export const usernameRule: Rule = (value) =>
  /^[A-Za-z0-9_][A-Za-z0-9_-]{2,31}$/.test(value)
    ? undefined
    : 'Use 3 to 32 letters a to z, digits, _ or -; the first no -.';

export const emailRule: Rule = (value) =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) && value.length <= 254
    ? undefined
    : 'Enter an email address, as ada@example.org.';

export const newPasswordRule: Rule = (value) => {
  const { length } = [...value];
  if (length < 8) return 'Use at least 8 characters.';
  return length > 256 ? 'Use at most 256 characters.' : undefined;
};

export const displayNameRule: Rule = (value) => (value.length > 80 ? 'Use at most 80 characters.' : undefined);

/** A rule for what cannot be left out. */
export const neededRule =
  (text: string): Rule =>
  (value) =>
    value === '' ? text : undefined;

/** Pure: what is wrong by these rules; undefined when nothing is. */
export const wrongFields = <Field extends string>(
  values: Readonly<Record<Field, string>>,
  rules: Readonly<Record<Field, Rule>>,
): WrongFields | undefined => {
  const wrong: Record<string, string> = {};
  for (const field of Object.keys(rules) as Field[]) {
    const text = rules[field](values[field]);
    if (text !== undefined) wrong[field] = text;
  }
  return Object.keys(wrong).length > 0 ? wrong : undefined;
};
