// Static checks: types of every side, lint, who imports whom, the Tier API's own lint, generated types up to date.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface CheckOutcome {
  readonly name: string;
  readonly ok: boolean;
  readonly output: string;
}

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bin = (name: string) => path.join(root, 'node_modules', '.bin', name);

function run(name: string, command: string, args: readonly string[], judge: (output: string) => string | null = () => null): CheckOutcome {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' } });
  const output = `${done.stdout}${done.stderr}`;
  const fault = done.status === 0 ? judge(output) : `exit code ${done.status ?? done.signal}`;
  return { name, ok: fault === null, output: fault === null ? '' : `${output}\n${fault}` };
}

const PROJECTS = ['contract', 'main', 'preload', 'renderer', 'renderer/tsconfig.worker.json', 'demo', 'tests', 'build'];
const TIER_API = 'contract/tier-api/openapi.yaml';
const TIER_TYPES = 'contract/tier-api/openapi.gen.ts';
/** A check that reads next to nothing proves nothing. */
const MODULES_EXPECTED = 120;

const generate = (target: string) => [TIER_API, '--output', target, '--immutable', '--root-types', '--root-types-no-schema-prefix'];

function checkGenerated(): CheckOutcome {
  const folder = mkdtempSync(path.join(tmpdir(), 'vonglau-check-'));
  const target = path.join(folder, 'openapi.gen.ts');
  const outcome = run('tier-api types are up to date', bin('openapi-typescript'), generate(target), () =>
    readFileSync(target, 'utf8') === readFileSync(path.join(root, TIER_TYPES), 'utf8') ? null : `${TIER_TYPES} differs from ${TIER_API}: run npm run generate`,
  );
  rmSync(folder, { recursive: true, force: true });
  return outcome;
}

export function generateTypes(): CheckOutcome {
  return run('tier-api types', bin('openapi-typescript'), generate(TIER_TYPES));
}

export function runChecks(report: (outcome: CheckOutcome) => void): readonly CheckOutcome[] {
  const outcomes: CheckOutcome[] = [];
  const add = (outcome: CheckOutcome) => {
    outcomes.push(outcome);
    report(outcome);
  };
  for (const project of PROJECTS) add(run(`types: ${project}`, bin('tsc'), ['--project', project]));
  add(run('lint', bin('eslint'), ['--config', 'build/lint/eslint.config.js', '--max-warnings', '0', '.']));
  add(
    run('imports', bin('depcruise'), ['--config', 'build/lint/dependency-cruiser.cjs', 'contract', 'main', 'preload', 'renderer', 'demo', 'build'], (output) => {
      const cruised = Number(/(\d+) modules/.exec(output)?.[1] ?? 0);
      return cruised >= MODULES_EXPECTED ? null : `only ${cruised} modules were read, ${MODULES_EXPECTED} expected`;
    }),
  );
  add(run('tier-api lint', bin('redocly'), ['lint', '--config', 'contract/tier-api/redocly.yaml', 'contract/tier-api/openapi.yaml', 'contract/tier-api/events.yaml']));
  add(checkGenerated());
  return outcomes;
}

export const describeOutcome = (outcome: CheckOutcome): string => `${outcome.ok ? 'ok  ' : 'FAIL'} ${outcome.name}${outcome.ok ? '' : `\n${outcome.output.trimEnd()}`}`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outcomes = runChecks((outcome) => console.log(describeOutcome(outcome)));
  const failed = outcomes.filter((outcome) => !outcome.ok).length;
  console.log(`${outcomes.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
