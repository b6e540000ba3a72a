import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A real Mosquitto on a port of this machine. */
export interface Mosquitto {
  readonly port: number;
  /** Ends it at once and starts it again on the same port; what it retained is gone. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** As a site sets it up that has its wall on a network. */
export interface SecuredBroker {
  readonly certPem: string;
  readonly keyPem: string;
  readonly user: string;
  readonly password: string;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** Starts a broker: open to this machine, or with TLS and a password. The caller stops it. */
export async function startMosquitto(secured: SecuredBroker | null = null): Promise<Mosquitto> {
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), 'vonglau-broker-'));
  const keep = (name: string, text: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  const lines = [`listener ${String(port)} 127.0.0.1`, 'persistence false', `user ${process.getuid?.() === 0 ? 'root' : 'mosquitto'}`];
  if (secured === null) lines.push('allow_anonymous true');
  else {
    const passwords = keep('passwords', '');
    execFileSync('mosquitto_passwd', ['-b', passwords, secured.user, secured.password], { stdio: 'pipe' });
    lines.push(`certfile ${keep('server.pem', secured.certPem)}`, `keyfile ${keep('server.key', secured.keyPem)}`, 'allow_anonymous false', `password_file ${passwords}`);
  }
  const config = keep('mosquitto.conf', `${lines.join('\n')}\n`);
  let broker: ChildProcess | null = null;

  const start = async (): Promise<void> => {
    const started = spawn('/usr/sbin/mosquitto', ['-c', config], { stdio: 'ignore' });
    let failure: Error | null = null;
    started.once('error', (error) => {
      failure = error;
    });
    broker = started;
    const untilMs = performance.now() + 10_000;
    while (!(await answers(port))) {
      if (failure !== null || started.exitCode !== null || performance.now() > untilMs) throw new Error(`mosquitto did not start: ${String(failure ?? started.exitCode)}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const end = async (): Promise<void> => {
    const ended = broker;
    broker = null;
    if (ended === null || ended.exitCode !== null) return;
    await new Promise((resolve) => {
      ended.once('exit', resolve);
      ended.kill('SIGKILL');
    });
  };
  await start();
  return {
    port,
    restart: async () => {
      await end();
      await start();
    },
    stop: async () => {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
