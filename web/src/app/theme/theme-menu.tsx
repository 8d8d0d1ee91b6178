/** Chooses light, dark, or what the system has. */
import { Monitor, Moon, Sun } from 'lucide-react';
import type { ReactElement } from 'react';
import { Menu } from '../../design/menu.tsx';
import { chooseTheme, type ThemeChoice, useThemeChoice } from './theme-choice.ts';

const icons: Readonly<Record<ThemeChoice, ReactElement>> = {
  system: <Monitor aria-hidden className="size-5" />,
  light: <Sun aria-hidden className="size-5" />,
  dark: <Moon aria-hidden className="size-5" />,
};

const labels: Readonly<Record<ThemeChoice, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' };

const choices = ['system', 'light', 'dark'] as const satisfies readonly ThemeChoice[];

export const ThemeMenu = (): ReactElement => {
  const current = useThemeChoice();
  const items = choices.map((choice) => ({
    label: labels[choice],
    icon: icons[choice],
    isChecked: choice === current,
    onSelect: () => chooseTheme(choice),
  }));
  return <Menu label="Theme" icon={icons[current]} items={items} />;
};
