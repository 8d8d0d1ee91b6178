// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { splitTemplate } from './adopt-styles.ts';

describe('splitTemplate', () => {
  it('parts the styles from the elements, and leaves an empty style for rules to come', () => {
    const { html, css } = splitTemplate('<style>a { b: c }</style><slot></slot><style>d { e: f }</style>');
    expect(html).toBe('<style></style><slot></slot>');
    expect(css).toBe('a { b: c }\nd { e: f }');
  });

  it('leaves inner elements to make their own shadow roots', () => {
    const { html } = splitTemplate(
      '<x-y><template shadowrootmode="open"><style>a {}</style></template><slot></slot></x-y>',
    );
    expect(html).toBe('<style></style><x-y><slot></slot></x-y>');
  });
});
