// @ts-check
// The demo city beside the console: uses the one that runs, or starts one. Dependency-free.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { isAlive, isFile, projectNode, readJson, repoRoot, sleep } from '../machine.mjs';

/**
 * @typedef {{readonly tier: string, readonly name: string, readonly httpUrl: string, readonly httpsUrl: string}} DemoTierPlace
 * @typedef {object} DemoCity
 * @property {readonly DemoTierPlace[]} tiers
 * @property {string} caFile certificate authority of the https addresses
 * @property {boolean} isOurs this process started it
 * @property {() => Promise<void>} stop ends it when this process started it
 */

const answerTimeoutMs = 2_000;
const startTimeoutMs = 90_000;
const stopTimeoutMs = 5_000;
/** So that a desk somebody tries has something to do. */
const ALARMS_PER_HOUR = 20;

/** @param {number} portBase */
const portsOf = (portBase) => [portBase, portBase + 1, portBase + 2];

/** True when a tier server answers on the port; `'other'` when something else does. @param {number} port @returns {Promise<boolean | 'other'>} */
const answers = async (port) => {
  try {
    const answer = await fetch(`http://127.0.0.1:${String(port)}/v1/service`, { signal: AbortSignal.timeout(answerTimeoutMs) });
    return answer.ok ? true : 'other';
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined;
    return cause !== undefined && 'code' in cause && cause.code === 'ECONNREFUSED' ? false : 'other';
  }
};

/** @param {string} file @param {number} portBase @returns {{tiers: readonly DemoTierPlace[], caFile: string} | undefined} */
const readPlaces = (file, portBase) => {
  const places = /** @type {{tiers?: readonly DemoTierPlace[], caFile?: string} | undefined} */ (readJson(file));
  if (places?.tiers === undefined || places.caFile === undefined) return undefined;
  const ports = places.tiers.map(({ httpUrl }) => Number(new URL(httpUrl).port));
  return portsOf(portBase).every((port) => ports.includes(port)) ? { tiers: places.tiers, caFile: places.caFile } : undefined;
};

/** Order of the demo's tiers on its ports. */
const tierOrder = ['ministry', 'province', 'commune'];

/**
 * Where the demo city is when it runs, without starting it; for a console that must come up without its server.
 * @param {{portBase: number, stateFolder?: string}} options @returns {DemoCity}
 * @throws {Error} when it never ran here
 */
export const absentDemo = ({ portBase, stateFolder = join(repoRoot, 'out/demo') }) => {
  const caFile = join(stateFolder, 'state/tls/ca.pem');
  if (!isFile(caFile)) throw new Error('The demo city has not run here yet: start once without --no-demo.');
  const tiers = tierOrder.map((tier, index) => ({ tier, name: tier, httpUrl: `http://127.0.0.1:${String(portBase + index)}`, httpsUrl: `https://127.0.0.1:${String(portBase + index)}` }));
  return { tiers, caFile, isOurs: false, stop: () => Promise.resolve() };
};

/**
 * @param {{portBase: number, stateFolder?: string}} options `stateFolder`: where its state and demo.json go, `out/demo` when left out
 * @returns {Promise<DemoCity>}
 * @throws {Error} with a sentence for the person
 */
export const openDemo = async ({ portBase, stateFolder = join(repoRoot, 'out/demo') }) => {
  const placesFile = join(stateFolder, 'demo.json');
  const found = await Promise.all(portsOf(portBase).map(answers));
  if (found.every((answer) => answer === true)) {
    const places = readPlaces(placesFile, portBase);
    if (places !== undefined) return { ...places, isOurs: false, stop: () => Promise.resolve() };
  }
  const taken = portsOf(portBase).filter((_, index) => found[index] !== false);
  if (taken.length > 0) {
    throw new Error(`Port ${taken.join(', ')} is used by something else, or by a demo city of another checkout. Choose others: npm start -- --port-base ${String(portBase + 100)}`);
  }
  const entry = join(repoRoot, 'demo/index.ts');
  if (!isFile(entry)) throw new Error('demo/index.ts is missing');
  const child = spawn(projectNode(), [entry, '--port-base', String(portBase), '--state', join(stateFolder, 'state'), '--info', placesFile, '--alarms-per-hour', String(ALARMS_PER_HOUR)], {
    cwd: repoRoot,
    detached: true,
    stdio: ['ignore', 2, 2],
  });
  child.on('error', () => undefined);
  const { pid } = child;
  const stop = async () => {
    if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const deadline = Date.now() + stopTimeoutMs;
    while (isAlive(pid) && Date.now() < deadline) await sleep(20);
    if (isAlive(pid)) child.kill('SIGKILL');
  };
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    if (pid === undefined || child.exitCode !== null || child.signalCode !== null) throw new Error('The demo city ended before it was ready (see above).');
    const places = readPlaces(placesFile, portBase);
    if (places !== undefined && (await Promise.all(portsOf(portBase).map(answers))).every((answer) => answer === true)) {
      return { ...places, isOurs: true, stop };
    }
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`The demo city did not answer on the ports ${portsOf(portBase).join(', ')}.`);
    }
    await sleep(100);
  }
};
