// @ts-check
// What `npm start -- ...` understands.
import { parseArgs } from 'node:util';

/** @typedef {'ministry' | 'province' | 'commune'} DemoTier */

/** @type {readonly DemoTier[]} */
export const demoTiers = ['ministry', 'province', 'commune'];

/**
 * @typedef {object} StartOptions
 * @property {number | undefined} virtualMonitors 1 to 8; undefined uses the screen in front of the person
 * @property {boolean} wallOnly
 * @property {boolean} wallNode this console shows what a desk of the wall says
 * @property {string | undefined} wallBroker address of the broker that joins several PCs into one wall
 * @property {number} nodes wall nodes to start beside this console, on this machine
 * @property {DemoTier} tier
 * @property {number} portBase first of the demo city's three ports
 * @property {boolean} noDemo the demo's servers are left alone, up or down
 * @property {boolean} fresh
 * @property {'vi' | 'en' | undefined} language
 * @property {number | undefined} seconds
 */

export const usage = `npm start [-- OPTIONS]
  --display virtual:N   N monitors (1 to 8) without hardware; pictures of them go to out/screens/
  --seconds S           stop by itself after S seconds
  --tier TIER           sign in to the demo's ministry, province (default) or commune
  --wall-only           a PC that only shows a wall, without an operator
  --nodes N             also N wall PCs (1 to 4) on this machine, joined to this desk by a broker of this run alone
  --wall-broker URL     joins the wall of that broker (mqtts://host:port); VONGLAU_WALL_KEY_FILE holds its key, see README.md
  --wall-node           a PC of that wall: shows what its desk says
  --port-base P         the demo city uses the ports P, P+1, P+2 (default 7080)
  --no-demo             starts no demo city: the console meets its servers as they are, up or down
  --fresh               own throw-away settings and demo state
  --lang vi|en          language of the first start
VONGLAU_TIER_URL signs in to that server instead of the demo (VONGLAU_TIER_CA names its certificate authority).`;

/** @param {string | undefined} text @param {string} flag @param {number} min @param {number} max */
const wholeNumber = (text, flag, min, max) => {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) throw new RangeError(`${flag} takes a whole number from ${String(min)} to ${String(max)}, not "${text}"`);
  return value;
};

/**
 * @template {string} T
 * @param {string | undefined} text @param {string} flag @param {readonly T[]} choices
 */
const oneOf = (text, flag, choices) => {
  if (text === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) throw new RangeError(`${flag} takes ${choices.join(', ')}, not "${text}"`);
  return choice;
};

/**
 * @param {readonly string[]} args
 * @returns {StartOptions | 'help'}
 * @throws {Error} with a sentence for the person
 */
export const readOptions = (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      display: { type: 'string' },
      seconds: { type: 'string' },
      tier: { type: 'string' },
      'wall-only': { type: 'boolean', default: false },
      'wall-node': { type: 'boolean', default: false },
      'wall-broker': { type: 'string' },
      nodes: { type: 'string' },
      'port-base': { type: 'string' },
      'no-demo': { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      lang: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const [, count] = /^virtual:(.+)$/.exec(values.display ?? '') ?? [];
  if (values.display !== undefined && count === undefined) throw new RangeError(`--display takes virtual:N, not "${values.display}"`);
  const nodes = wholeNumber(values.nodes, '--nodes', 1, 4) ?? 0;
  if (nodes > 0 && (values['wall-only'] || values['wall-node'])) throw new RangeError('--nodes starts wall PCs beside a desk; this one is none');
  if (nodes > 0 && values['wall-broker'] !== undefined) throw new RangeError('--nodes brings a broker of its own: leave --wall-broker out');
  return {
    virtualMonitors: wholeNumber(count, '--display virtual:N', 1, 8),
    wallOnly: values['wall-only'],
    wallNode: values['wall-node'],
    wallBroker: values['wall-broker'],
    nodes,
    tier: oneOf(values.tier, '--tier', demoTiers) ?? 'province',
    portBase: wholeNumber(values['port-base'], '--port-base', 1, 65_000) ?? 7080,
    noDemo: values['no-demo'],
    fresh: values.fresh,
    language: oneOf(values.lang, '--lang', /** @type {const} */ (['vi', 'en'])),
    seconds: wholeNumber(values.seconds, '--seconds', 1, 1_000_000),
  };
};
