// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderPage } from '../../testing/render-page.tsx';
import { SearchForm } from './search-form.tsx';

describe('SearchForm', () => {
  it.each([
    [' kubernetes & co ', '/?q=kubernetes+%26+co'],
    ['   ', '/'],
  ])('looks on the home page for %j', async (typed, found) => {
    const { user, address } = renderPage({ page: <SearchForm />, path: '/studio', at: '/studio' });
    await user.type(screen.getByRole('searchbox'), `${typed}{Enter}`);
    expect(address()).toBe(found);
  });

  it('shows what was asked for', () => {
    renderPage({ page: <SearchForm />, at: '/?q=kubernetes' });
    expect(screen.getByDisplayValue('kubernetes')).toBe(screen.getByRole('searchbox'));
  });
});
