// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { type ReactElement, useState } from 'react';
import { describe, expect, it } from 'vitest';
import { renderPage } from '../testing/render-page.tsx';
import { Tabs } from './tabs.tsx';

const tabs = ['First', 'Second', 'Third'].map((label) => ({ id: label, label, content: `${label} content` }));

const ThreeTabs = (): ReactElement => {
  const [selected, setSelected] = useState('First');
  return <Tabs label="Parts" tabs={tabs} selected={selected} onSelect={setSelected} />;
};

describe('Tabs', () => {
  it('moves focus and selection with the arrows', async () => {
    const { user } = renderPage({ page: <ThreeTabs /> });
    await user.tab();
    await user.keyboard('{ArrowLeft}');
    expect(screen.getByRole('tab', { name: 'Third' })).toBe(document.activeElement);
    expect(screen.getByRole('tabpanel', { name: 'Third' }).textContent).toBe('Third content');
  });
});
