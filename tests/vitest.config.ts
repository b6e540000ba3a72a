import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const alias = { '@contract': path.join(root, 'contract'), '@assets': path.join(root, 'assets') };

export default defineConfig({
  root,
  resolve: { alias },
  test: {
    // Two cores: more workers only make the clocks of the tests lie.
    maxWorkers: 2,
    restoreMocks: true,
    projects: [
      {
        extends: true,
        // Code that takes values of electron gets the typed fake: no unit test needs a window.
        resolve: { alias: { ...alias, electron: path.join(root, 'tests', 'builders', 'fake-electron.ts') } },
        test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'] },
      },
      {
        extends: true,
        test: { name: 'integration', include: ['tests/integration/**/*.test.ts', 'tests/conformance/adapters/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 120_000, fileParallelism: false },
      },
      {
        extends: true,
        // Real windows: one at a time on the machine.
        test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts', 'tests/conformance/players/**/*.test.ts', 'tests/faults/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 240_000, fileParallelism: false },
      },
    ],
  },
});
