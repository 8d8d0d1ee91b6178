/** The one {@link ApiClient} of the page. */
import { createContext, useContext } from 'react';
import type { ApiClient } from './api-client.ts';

export const ApiContext = createContext<ApiClient | undefined>(undefined);

/** Throws outside of the app's providers. */
export const useApi = (): ApiClient => {
  const api = useContext(ApiContext);
  if (!api) throw new Error('useApi needs an ApiContext around it');
  return api;
};
