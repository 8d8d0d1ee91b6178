/** SIGTERM and SIGINT as one AbortSignal: whoever owns a thing ends it when the signal aborts. */

/** A signal that aborts at the first SIGTERM or SIGINT. A second one ends the process at once, with 130. */
export const shutdownSignal = (): AbortSignal => {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new Error('Ending on a signal'));
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  return controller.signal;
};
