import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startDemo, type DemoOptions, type RunningDemo, type RunningTier } from '../../../demo/start-demo.ts';

/** A demo city of its own for one test file. */
export interface DemoCity {
  readonly demo: RunningDemo;
  readonly province: RunningTier;
  readonly stateDir: string;
  /** `POST /demo/faults` of the province. */
  readonly fault: (body: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly clearFaults: () => Promise<void>;
  readonly directory: (body: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Stops the servers but keeps what they know; `start` opens them on the same ports. */
  readonly stopServers: () => Promise<void>;
  readonly startServers: () => Promise<void>;
  readonly end: () => Promise<void>;
}

async function post(url: string, method: string, body: unknown): Promise<void> {
  const answer = await fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) });
  if (!answer.ok) throw new Error(`${method} ${new URL(url).pathname}: ${String(answer.status)} ${await answer.text()}`);
}

export async function startCity(options: DemoOptions = {}): Promise<DemoCity> {
  const stateDir = mkdtempSync(path.join(tmpdir(), 'vonglau-city-'));
  const start = (portBase: number) => startDemo({ cameras: 400, patrolTimeScale: 0, stateDir, infoFile: path.join(stateDir, 'demo.json'), ...options, portBase });
  // Free ports are asked for once, then kept, so that a restarted server is the same server.
  let demo = await start(options.portBase ?? 21_000 + Math.floor((process.pid % 1000) * 3));
  const province = demo.tiers.find((tier) => tier.tier === 'province');
  const first = demo.tiers[0];
  if (province === undefined || first === undefined) throw new Error('the demo runs no province');
  const control = (what: string) => `${province.httpUrl}/demo/${what}`;
  return {
    get demo() {
      return demo;
    },
    province,
    stateDir,
    fault: (body) => post(control('faults'), 'POST', body),
    clearFaults: () => post(control('faults'), 'DELETE', undefined),
    directory: (body) => post(control('directory'), 'POST', body),
    stopServers: () => demo.stop(),
    startServers: async () => {
      demo = await start(first.port);
    },
    end: async () => {
      await demo.stop();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
