import { describe, expect, it } from 'vitest';
import { KnownRoutes } from './known-routes.ts';

const routes = new KnownRoutes();
routes.add('/api/videos', ['GET', 'HEAD']);
routes.add('/api/videos/:id', 'GET');
routes.add('/api/videos/:id', 'PATCH');
routes.add('/api/videos/import', 'POST');
routes.add('/api/files/a.b', 'GET');
routes.add('/api/rest/*', 'GET');

describe('KnownRoutes', () => {
  it.each([
    ['/api/videos', ['GET', 'HEAD']],
    ['/api/videos?limit=1', ['GET', 'HEAD']],
    ['/api/videos/7', ['GET', 'PATCH']],
    ['/api/videos/import', ['POST']],
    ['/api/videos/import?a=/', ['POST']],
    ['/api/videos/7/8', []],
    ['/api/videos/', []],
    ['/api/files/a.b', ['GET']],
    ['/api/files/axb', []],
    ['/api/rest/of/all', ['GET']],
    ['/', []],
  ])('knows the methods of %s', (url, methods) => {
    expect(routes.methodsOf(url)).toEqual(methods);
  });

  it.each([
    ['POST', '/api/videos/import', true],
    ['PATCH', '/api/videos/import?a=1', false],
    ['PATCH', '/api/videos/7', true],
    ['POST', '/elsewhere', true],
  ])('leaves %s %s to the router: %s', (method, url, isTaken) => {
    expect(routes.takes(method, url)).toBe(isTaken);
  });
});
