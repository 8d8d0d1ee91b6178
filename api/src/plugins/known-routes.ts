/** Which methods a path has, for 405 and `Allow`: Fastify's router tells not found and no such method as one. */

const literal = (part: string): string => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

const patternOf = (part: string): string => {
  if (part.startsWith(':')) return '[^/]+';
  return part === '*' ? '.*' : literal(part);
};

/** Routes by their pattern, as `/api/videos/:id`. */
export class KnownRoutes {
  readonly #methods = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();

  add(url: string, methods: string | readonly string[]): void {
    const known = this.#methods.get(url) ?? { pattern: this.#compile(url), methods: new Set() };
    for (const method of [methods].flat()) known.methods.add(method);
    this.#methods.set(url, known);
  }

  /** By name; empty where the path fits no pattern. A path that is a route's own, letter by letter, has that route's alone. */
  methodsOf(url: string): readonly string[] {
    const [path = ''] = url.split('?');
    const own = this.#methods.get(path);
    const fitting = own ? [own] : [...this.#methods.values()].filter(({ pattern }) => pattern.test(path));
    return [...new Set(fitting.flatMap(({ methods }) => [...methods]))].toSorted();
  }

  /** False for `PATCH /api/videos/import`, which the router takes for a video of that id. */
  takes(method: string, url: string): boolean {
    const [path = ''] = url.split('?');
    return this.#methods.get(path)?.methods.has(method) ?? true;
  }

  #compile(url: string): RegExp {
    return new RegExp(`^${url.split('/').map(patternOf).join('/')}$`);
  }
}
