/** Kubernetes' MicroTime: RFC 3339 with exactly six digits of a second. Some servers and clients refuse other counts. */
export const formatMicroTime = (time: Date): string => time.toISOString().replace(/\.(\d{3})Z$/, '.$1000Z');
