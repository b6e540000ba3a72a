// `npm run bench -- NAME [PART...] [--json]`: measures one thing; with --json the last line is the figures.
import { bundle } from '../../build/bundle.mjs';
import { resolveElectron } from '../../build/electron-runtime.mjs';
import { benchEndure } from './benches/endure.ts';
import { benchPtz } from './benches/ptz.ts';
import { benchStart } from './benches/start.ts';
import { benchWall } from './benches/wall/index.ts';
import { registerContractAlias } from './lib/contract-alias.ts';
import type { Figure } from './lib/figure.ts';

export interface Bench {
  readonly name: string;
  /** `parts`: only these, where a bench has parts. */
  readonly run: (say: (line: string) => void, parts: readonly string[]) => Promise<readonly Figure[]>;
}

/** Every bench: a file and a line. */
const BENCHES: readonly Bench[] = [
  { name: 'start', run: benchStart },
  { name: 'endure', run: benchEndure },
  { name: 'wall', run: benchWall },
  { name: 'ptz', run: benchPtz },
  { name: 'alarms', run: async (say) => (await import('./benches/alarms.ts')).benchAlarms(say) },
  { name: 'directory', run: async (say) => (await import('./benches/directory.ts')).benchDirectory(say) },
  { name: 'map', run: async (say) => (await import('./benches/map/index.ts')).benchMap(say) },
];

registerContractAlias();
const args = process.argv.slice(2);
const [name, ...parts] = args.filter((argument) => !argument.startsWith('--'));
const bench = BENCHES.find((candidate) => candidate.name === name);
if (bench === undefined) {
  console.error(`npm run bench -- NAME [--json]   NAME: ${BENCHES.map((candidate) => candidate.name).join(', ')}`);
  process.exit(2);
}
// What is measured is what stands in the sources now.
await bundle();
const runtime = await resolveElectron({ purpose: 'development' });
const figures = await bench.run((line) => console.error(line), parts);
for (const { id, value, unit, goal, better, ok } of figures) {
  console.log(`${ok ? 'ok  ' : 'MISS'} ${id} ${String(value)} ${unit} (goal ${better === 'lower' ? '<=' : '>='} ${String(goal)})`);
}
if (args.includes('--json')) console.log(JSON.stringify({ bench: bench.name, runtime: `electron ${runtime.version}`, figures }));
process.exit(0);
