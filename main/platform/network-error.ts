import type { AppError } from '@contract/domain/result.ts';
import { isCertificateErrorCode } from './tls-trust.ts';

/** The `code` of an error of node:net, node:tls, node:http or ws; `unknown` when it has none. Messages are never used: they name hosts. */
export function errorCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return 'unknown';
  return typeof error.code === 'string' ? error.code.slice(0, 60) : 'unknown';
}

/**
 * An error of a socket as the console's error: tier/untrusted-certificate for every failed certificate check, tier/too-large
 * for a message above the limit, tier/bad-answer when the other side does not speak the protocol, else tier/unreachable.
 */
export function networkError(error: unknown): AppError {
  const detail = errorCodeOf(error);
  if (isCertificateErrorCode(detail)) return { code: 'tier/untrusted-certificate', retryable: false, detail };
  if (detail === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') return { code: 'tier/too-large', retryable: true, detail };
  if (/^(HPE_|EPROTO$|ERR_SSL_|WS_ERR_)/.test(detail)) return { code: 'tier/bad-answer', retryable: true, detail };
  return { code: 'tier/unreachable', retryable: true, detail };
}
