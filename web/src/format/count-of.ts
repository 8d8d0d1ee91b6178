/** Pure: `1 view`, `2 views`, `1.2K views`. */
export const countOf = (count: number, what: string, format: (count: number) => string = String): string =>
  `${format(count)} ${what}${count === 1 ? '' : 's'}`;
