/** A transcoder container's resources: what its ladder needs, and what a person says instead. */
import type { ResourceRequirements } from 'kubernetes-types/core/v1.js';

/** A person's requests and limits: Kubernetes quantities as text or number. */
export interface ResourceOverrides {
  readonly requests?: Readonly<Record<string, string | number>>;
  readonly limits?: Readonly<Record<string, string | number>>;
}

/**
 * `overrides` over `computed`, resource by resource. Where a person sets only a limit, the computed request is left out, so
 * that Kubernetes' own rule holds: the request is the limit. A computed limit never stays beside a person's request.
 */
export const mergeResources = (
  computed: ResourceRequirements,
  { requests = {}, limits = {} }: ResourceOverrides = {},
): ResourceRequirements => {
  const merge = (values: Readonly<Record<string, string>> = {}, own: Readonly<Record<string, string | number>>) => {
    const kept = Object.entries(values).filter(([resource]) => !(resource in requests || resource in limits));
    return Object.fromEntries([...kept, ...Object.entries(own)].map(([resource, value]) => [resource, String(value)]));
  };
  return { requests: merge(computed.requests, requests), limits: merge(computed.limits, limits) };
};
