/** What the client reports of itself. Exporters give it client-go's names: `rest_client_requests_total` and the rest. */

/** One HTTP exchange; a call that was retried reports each. */
export interface RequestObservation {
  /** `GET`, `PATCH` … */
  readonly method: string;
  /** Host and port of the server. */
  readonly host: string;
  /** The status, or `<error>` where no answer came (as client-go has it). */
  readonly code: string;
  /** Until the answer's headers came. */
  readonly durationSeconds: number;
}

/** Called once an exchange, synchronously; must not throw. */
export interface ClientMetrics {
  observeRequest(observation: RequestObservation): void;
}

/** Reports to nobody. */
export const noClientMetrics: ClientMetrics = { observeRequest: () => {} };
