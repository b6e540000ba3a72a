import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spkiPin } from '../../main/platform/tls-trust.ts';

export interface ServerCertificate {
  readonly certPem: string;
  readonly keyPem: string;
  /** Base64 SHA-256 of its SubjectPublicKeyInfo. */
  readonly pin: string;
}

export interface CertificateAuthority {
  readonly caPem: string;
  /** Days may be negative: already over. `keyPem` takes an existing key. */
  readonly issue: (options?: { readonly altNames?: string; readonly days?: number; readonly keyPem?: string }) => ServerCertificate;
}

/** Certificates made with the `openssl` program in a folder of their own; `remove` deletes it. */
export function createCertificates(): { readonly authority: (name: string) => CertificateAuthority; readonly selfSigned: () => ServerCertificate; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'vonglau-certificates-'));
  const file = (name: string) => path.join(folder, name);
  const read = (name: string) => readFileSync(file(name), 'utf8');
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const newKey = (name: string) => openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', name);
  let count = 0;

  const server = (prefix: string): ServerCertificate => ({ certPem: read(`${prefix}.pem`), keyPem: read(`${prefix}.key`), pin: spkiPin(new X509Certificate(read(`${prefix}.pem`)).raw) });

  const root = (prefix: string, subject: string, extension: string) => {
    newKey(`${prefix}.key`);
    openssl('req', '-x509', '-new', '-key', `${prefix}.key`, '-subj', subject, '-days', '30', '-addext', extension, '-out', `${prefix}.pem`);
  };

  return {
    authority: (name) => {
      count += 1;
      const ca = `ca-${count}`;
      root(ca, `/CN=${name}`, 'keyUsage=critical,keyCertSign,cRLSign');
      return {
        caPem: read(`${ca}.pem`),
        issue: ({ altNames = 'DNS:localhost,IP:127.0.0.1', days = 30, keyPem } = {}) => {
          count += 1;
          const leaf = `server-${count}`;
          if (keyPem === undefined) newKey(`${leaf}.key`);
          else writeFileSync(file(`${leaf}.key`), keyPem);
          writeFileSync(file(`${leaf}.ext`), `basicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\nsubjectAltName=${altNames}\n`);
          openssl('req', '-new', '-key', `${leaf}.key`, '-subj', '/CN=server', '-out', `${leaf}.csr`);
          openssl('x509', '-req', '-in', `${leaf}.csr`, '-CA', `${ca}.pem`, '-CAkey', `${ca}.key`, '-CAcreateserial', '-days', String(days), '-extfile', `${leaf}.ext`, '-out', `${leaf}.pem`);
          return server(leaf);
        },
      };
    },
    selfSigned: () => {
      count += 1;
      root(`self-${count}`, '/CN=localhost', 'subjectAltName=DNS:localhost,IP:127.0.0.1');
      return server(`self-${count}`);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
