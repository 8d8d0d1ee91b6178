/**
 * The forms in which encoders give a stream id: `<id>`, `publish:<id>` and `#!::r=<id>,m=publish` (SRT Access Control
 * Guidelines: keys r, the resource, and m, the mode; a mode that is absent means request, so that it must be given).
 */
export type RequestedStream =
  | { readonly kind: 'publish'; readonly streamId: string }
  /** Well-formed, and asks for something else than publishing. */
  | { readonly kind: 'otherMode' }
  | { readonly kind: 'none' };

const standardPrefix = '#!::';
const publishPrefix = 'publish:';
/** What `credentialsSecretRef` and the operator's own ids allow, and a Kubernetes annotation can hold. */
const idPattern = /^[A-Za-z0-9_-]{1,512}$/;

const publishing = (streamId: string): RequestedStream =>
  idPattern.test(streamId) ? { kind: 'publish', streamId } : { kind: 'none' };

const parseStandardForm = (text: string): RequestedStream => {
  const pairs = text.split(',').map((pair): [string, string] => {
    const equals = pair.indexOf('=');
    return [pair.slice(0, equals), pair.slice(equals + 1)];
  });
  const keys = new Map(pairs);
  if (keys.get('m') !== 'publish') return { kind: 'otherMode' };
  return publishing(keys.get('r') ?? '');
};

/** Reads what the caller wrote; undefined: it wrote nothing. */
export const parseStreamId = (text: string | undefined): RequestedStream => {
  if (text === undefined) return { kind: 'none' };
  if (text.startsWith(standardPrefix)) return parseStandardForm(text.slice(standardPrefix.length));
  return publishing(text.startsWith(publishPrefix) ? text.slice(publishPrefix.length) : text);
};
