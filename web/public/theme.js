// Runs before the first paint, so that nobody sees the other theme flash. The app's own side is src/app/theme/theme-choice.ts.
try {
  const theme = localStorage.getItem('kubecast.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // A browser that denies its storage has the system's theme.
}
