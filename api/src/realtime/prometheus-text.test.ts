import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePrometheusText } from './prometheus-text.ts';

describe('parsePrometheusText', () => {
  it.each([
    ['up 1', { up: 1 }],
    ['up 1 1395066363000', { up: 1 }],
    ['  # HELP up 1\n# TYPE up gauge\nup 1\n', { up: 1 }],
    ['a NaN\nb +Inf\nc -Inf', { a: Number.NaN, b: Number.POSITIVE_INFINITY, c: Number.NEGATIVE_INFINITY }],
    ['a 1.5e-3\r\nb -0.25\r\n', { a: 0.0015, b: -0.25 }],
    ['a{reason="x y"} 1\nb 2', { b: 2 }],
    ['a 1\na 2', { a: 2 }],
    ['a\nb \n 1\n{} 2\n9a 1\n<html>', {}],
    ['a nonsense', { a: Number.NaN }],
    ['', {}],
  ])('reads %j', (page, samples) => {
    expect(Object.fromEntries(parsePrometheusText(page))).toEqual(samples);
  });

  it('takes any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (page) => void parsePrometheusText(page)));
  });
});
