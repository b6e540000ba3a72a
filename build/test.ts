// `npm test`: checks, unit, integration and real-window tests; the last line is `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeOutcome, runChecks } from './check.ts';
import { resolveElectron } from './electron-runtime.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const report = path.join(root, 'out', 'test', 'report.json');
const PARTS = ['check', 'unit', 'integration', 'e2e'] as const;
type Part = (typeof PARTS)[number];

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const isPart = (text: string): text is Part => (PARTS as readonly string[]).includes(text);

function runVitest(projects: readonly Part[], rest: readonly string[], counts: Counts): void {
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const done = spawnSync(
    path.join(root, 'node_modules', '.bin', 'vitest'),
    ['run', '--config', 'tests/vitest.config.ts', ...projects.flatMap((project) => ['--project', project]), '--reporter', 'default', '--reporter', 'json', '--outputFile.json', report, ...rest],
    { cwd: root, stdio: 'inherit' },
  );
  if (!existsSync(report)) {
    counts.failed += 1;
    console.log('the test runner left no report');
    return;
  }
  const result = JSON.parse(readFileSync(report, 'utf8')) as { readonly numPassedTests: number; readonly numFailedTests: number; readonly numPendingTests: number; readonly numTodoTests: number };
  counts.passed += result.numPassedTests;
  counts.failed += result.numFailedTests;
  counts.skipped += result.numPendingTests + result.numTodoTests;
  // A file that could not be loaded, or an error outside any test, is a failure too.
  if (done.status !== 0 && result.numFailedTests === 0) counts.failed += 1;
  if (result.numPassedTests === 0) counts.failed += 1;
}

const [first, ...others] = process.argv.slice(2);
const part = first !== undefined && isPart(first) ? first : null;
const rest = part === null ? process.argv.slice(2) : others;
const wanted: readonly Part[] = part === null ? PARTS : [part];
const counts: Counts = { passed: 0, failed: 0, skipped: 0 };

const runtime = await resolveElectron({ purpose: 'development' });
console.log(`runtime: electron ${runtime.version} (${runtime.source}), node ${process.versions.node}`);
if (wanted.includes('check')) {
  runChecks((outcome) => {
    console.log(describeOutcome(outcome));
    counts[outcome.ok ? 'passed' : 'failed'] += 1;
  });
}
if (wanted.includes('e2e')) {
  const built = spawnSync(process.execPath, ['build/bundle.mjs'], { cwd: root, stdio: 'inherit' });
  if (built.status !== 0) counts.failed += 1;
}
const projects = wanted.filter((project) => project !== 'check');
if (projects.length > 0) runVitest(projects, rest, counts);
console.log(`runtime: electron ${runtime.version} (${runtime.source})`);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 ? 0 : 1;
