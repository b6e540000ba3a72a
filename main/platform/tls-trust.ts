import { createHash, X509Certificate } from 'node:crypto';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { TrustPolicy } from './trust.ts';

/** What node:https and ws are given so that they accept the servers of a policy and no other. */
export interface TlsOptions {
  readonly ca?: string | string[];
  readonly minVersion: 'TLSv1.2';
  readonly rejectUnauthorized: true;
  readonly checkServerIdentity: (host: string, certificate: PeerCertificate) => Error | undefined;
}

/** `code` of the error a certificate with another key than the pinned ones ends in. */
export const PIN_MISMATCH = 'CERT_PIN_MISMATCH';

/** Base64 SHA-256 of a certificate's SubjectPublicKeyInfo; `der` is the certificate. */
export const spkiPin = (der: Buffer): string =>
  createHash('sha256').update(new X509Certificate(der).publicKey.export({ type: 'spki', format: 'der' })).digest('base64');

/**
 * TLS options of a policy. Given CAs replace the runtime's; a CA text without any certificate trusts nobody. Pins are looked
 * for in the server's own certificate, after the usual check of its names.
 */
export function tlsOptions(trust: TrustPolicy): TlsOptions {
  return {
    ...(trust.caPem === null ? {} : { ca: trust.caPem.trim() === '' ? [] : trust.caPem }),
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    checkServerIdentity: (host, certificate) => {
      const wrongName = checkServerIdentity(host, certificate);
      if (wrongName !== undefined || trust.spkiPins.length === 0) return wrongName;
      if (trust.spkiPins.includes(spkiPin(certificate.raw))) return undefined;
      return Object.assign(new Error('the key of the server is not a pinned one'), { code: PIN_MISMATCH });
    },
  };
}

const CERTIFICATE_ERROR =
  /^(CERT_|CRL_|CA_|EE_KEY_|UNABLE_TO_|ERROR_IN_C|DEPTH_ZERO_|SELF_SIGNED_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|HOSTNAME_MISMATCH|ERR_TLS_CERT_|ERR_OSSL_PEM|ERR_OSSL_X509|UNSPECIFIED)/;

/** True for the error code of any failed certificate check: expired, wrong name, unknown or unreadable CA, wrong pin. */
export const isCertificateErrorCode = (code: string): boolean => CERTIFICATE_ERROR.test(code);

const SECURE = new Set(['https:', 'wss:']);
const PLAIN = new Set(['http:', 'ws:']);

/** True for 127.0.0.0/8, ::1 and localhost. */
export const isLoopback = (url: URL): boolean => url.hostname === 'localhost' || url.hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(url.hostname);

/** Unencrypted addresses are good for this PC alone. Code tier/insecure-address. */
export function checkAddress(url: URL): Result<URL> {
  if (SECURE.has(url.protocol) || (PLAIN.has(url.protocol) && isLoopback(url))) return ok(url);
  return err('tier/insecure-address');
}
