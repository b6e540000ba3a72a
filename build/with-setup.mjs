// @ts-check
// Runs one of the project's scripts with the project's own Node after setting up what the script needs.
// CLI: with-setup.mjs SCRIPT [ARGS ...]. Signals and the exit code pass through. Dependency-free.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { projectNode, repoRoot, say } from './machine.mjs';
import { setUp } from './setup.mjs';

/** @param {string} script @param {readonly string[]} scriptArgs @returns {import('./setup.mjs').SetupOptions} */
const needsOf = (script, [firstArg]) => {
  const path = script.replaceAll('\\', '/');
  // Unit tests, checks and the demo city need neither Electron nor a display.
  if (path === 'build/test.ts' && firstArg !== 'unit') return { group: 'test' };
  return path.startsWith('tests/') ? { group: 'test' } : { parts: ['packages'] };
};

const [script, ...args] = process.argv.slice(2);
if (script === undefined) {
  say('usage: node build/with-setup.mjs SCRIPT [ARGS ...]');
  process.exit(2);
}
if (!(await setUp(needsOf(script, args)))) process.exit(1);

const child = spawn(projectNode(), [script, ...args], { cwd: repoRoot, stdio: 'inherit' });
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2'])) {
  process.on(signal, () => {
    // A terminal sends Ctrl-C to the child itself.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}
child.on('error', (error) => {
  say(`${script} could not be started: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => {
  process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
});
