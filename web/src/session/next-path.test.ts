import { describe, expect, it } from 'vitest';
import { nextPath } from './next-path.ts';

describe('nextPath', () => {
  it.each([
    ['/studio', '/studio'],
    ['/?q=go&tag=k8s', '/?q=go&tag=k8s'],
    ['/watch/kubecast/show#t', '/watch/kubecast/show#t'],
    [null, '/'],
    ['', '/'],
    ['studio', '/'],
    ['https://elsewhere.example/', '/'],
    ['//elsewhere.example/', '/'],
    ['/\\elsewhere.example', '/'],
    ['/\t/elsewhere.example', '/'],
    ['/.//elsewhere.example', '/'],
    ['/a/..//elsewhere.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/login?next=/studio', '/'],
    ['/register', '/'],
  ])('%j leads to %s', (asked, path) => {
    expect(nextPath(asked)).toBe(path);
  });
});
