/** A Secret's values as they are on the wire: base64. */

/** `values` for `data`. Not `stringData`: the API server never returns that, so that it could not be compared. */
export const encodeSecret = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')]));

/** A value of `data` as text; undefined where the key is missing. */
export const decodeSecret = (data: Readonly<Record<string, string>> | undefined, key: string): string | undefined => {
  const value = data?.[key];
  return value === undefined ? undefined : Buffer.from(value, 'base64').toString('utf8');
};
