import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerIdentity } from './front-door.ts';

const run = promisify(execFile);
const RENEW_BEFORE_MS = 30 * 86_400_000;

/** The demo's own certificate authority and the server certificate it signed. */
export interface DemoIdentity extends ServerIdentity {
  /** PEM file a console must be told to trust. */
  readonly caFile: string;
}

/**
 * The identity in a folder, made with the `openssl` program when missing, near its end, or not valid for `host`.
 * Throws a readable error when there is no `openssl`.
 */
export async function loadIdentity(folder: string, host: string): Promise<DemoIdentity> {
  const caFile = join(folder, 'ca.pem');
  const known = await readIdentity(folder, host);
  if (known !== null) return { ...known, caFile };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = ['DNS:localhost', 'IP:127.0.0.1', 'IP:::1', ...(isIP(host) === 0 ? [`DNS:${host}`] : [`IP:${host}`])];
  await writeFile(join(folder, 'server.ext'), `basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\nsubjectAltName=${[...new Set(names)].join(',')}\n`);
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await openssl(folder, ['req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '3650', '-subj', '/CN=Vong Lau Demo CA', '-addext', 'keyUsage=critical,keyCertSign,cRLSign']);
  await openssl(folder, ['req', ...newKey, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost']);
  await openssl(folder, ['x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '800', '-extfile', 'server.ext', '-out', 'server.pem']);
  const made = await readIdentity(folder, host);
  if (made === null) throw new Error(`openssl made no usable certificate in ${folder}.`);
  return { ...made, caFile };
}

async function readIdentity(folder: string, host: string): Promise<ServerIdentity | null> {
  try {
    const [key, cert, ca] = await Promise.all(['server.key', 'server.pem', 'ca.pem'].map((file) => readFile(join(folder, file), 'utf8')));
    if (key === undefined || cert === undefined || ca === undefined) return null;
    const parsed = new X509Certificate(cert);
    const named = isIP(host) === 0 ? parsed.checkHost(host) : parsed.checkIP(host);
    const lasts = Date.parse(parsed.validTo) - RENEW_BEFORE_MS > Date.now();
    return lasts && named !== undefined && parsed.verify(new X509Certificate(ca).publicKey) ? { key, cert } : null;
  } catch {
    return null;
  }
}

async function openssl(folder: string, args: readonly string[]): Promise<void> {
  try {
    await run('openssl', args, { cwd: folder });
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new Error(missing ? 'The demo needs the program openssl to make its certificate (Debian: apt-get install openssl).' : `openssl failed: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}
