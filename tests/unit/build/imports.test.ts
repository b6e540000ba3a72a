import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import rules from '../../../build/lint/dependency-cruiser.cjs';

interface Rules extends IFlattenedRuleSet {
  readonly options: ICruiseOptions;
}
const { options, ...ruleSet } = rules as Rules;

/** One tree with every import that must not be: the rule it breaks, who imports, what. */
const VIOLATIONS: readonly (readonly [rule: string, from: string, to: string])[] = [
  ['no-cycle', 'contract/domain/egg.ts', './hen.ts'],
  ['not-resolved', 'main/app/lost.ts', './nowhere.ts'],
  ['domain-is-pure', 'contract/domain/camera.ts', '../ipc/names.ts'],
  ['domain-is-pure', 'contract/domain/files.ts', 'node:fs'],
  ['domain-is-pure', 'contract/domain/parse.schema.ts', 'zod'],
  ['contract-is-pure', 'contract/ipc/bridge.ts', '../../main/app/console.ts'],
  ['contract-is-pure', 'contract/ipc/electric.ts', 'electron'],
  ['zod-in-schemas-only', 'main/app/parse.ts', 'zod'],
  ['preload-is-thin', 'preload/schemas.ts', '../contract/ipc/ipc.schema.ts'],
  ['preload-is-thin', 'preload/files.ts', 'node:fs'],
  ['preload-is-thin', 'preload/core.ts', '../main/app/console.ts'],
  ['renderer-has-no-node', 'renderer/screens/live/live.ts', '../../../main/app/console.ts'],
  ['renderer-has-no-node', 'renderer/state/electric.ts', 'electron'],
  ['renderer-has-no-node', 'renderer/state/pre.ts', '../../preload/index.ts'],
  ['renderer-has-no-node', 'renderer/state/demo.ts', '../../demo/index.ts'],
  ['renderer-no-core', 'renderer/lib/disk.ts', 'node:fs'],
  ['renderer-no-core', 'renderer/lib/old-style.ts', 'child_process'],
  ['main-has-no-page', 'main/app/page.ts', '../../renderer/lib/clock.ts'],
  ['main-has-no-page', 'main/app/city.ts', '../../demo/index.ts'],
  ['platform-is-lowest', 'main/platform/clock.ts', '../app/console.ts'],
  ['adapters-are-islands', 'main/vms/adapters/tier/index.ts', '../other/index.ts'],
  ['adapters-are-islands', 'main/vms/adapters/tier/stores.ts', '../../../state/stores.ts'],
  ['services-are-islands', 'main/services/session/session.ts', '../layouts/layouts.ts'],
  ['services-are-islands', 'main/services/session/adapter.ts', '../../vms/adapters/other/index.ts'],
  ['services-without-electron', 'main/services/layouts/electric.ts', 'electron'],
  ['services-without-electron', 'main/state/electric.ts', 'electron'],
  ['services-without-electron', 'main/storage/electric.ts', 'electron'],
  ['services-without-electron', 'main/vms/electric.ts', 'electron'],
  ['services-without-electron', 'main/platform/electric.ts', 'electron'],
  ['gateway-is-apart', 'main/media/gateway.ts', '../app/console.ts'],
  ['directory-is-apart', 'main/directory/directory.ts', '../state/stores.ts'],
  ['directory-is-apart', 'main/directory/electric.ts', 'electron'],
  ['players-without-react', 'renderer/players/player.ts', 'react'],
  ['players-without-react', 'renderer/players/store.ts', '../state/store.ts'],
  ['bridge-is-apart', 'renderer/bridge/bridge.ts', '../state/store.ts'],
  ['widgets-below-screens', 'renderer/widgets/tile/tile.ts', '../../screens/live/live.ts'],
  ['widgets-below-screens', 'renderer/widgets/tile/inside.ts', '../tree/rows.ts'],
  ['screens-are-islands', 'renderer/screens/live/other.ts', '../sign-in/form.ts'],
  ['screens-are-islands', 'renderer/screens/live/bridge.ts', '../../bridge/bridge.ts'],
  ['demo-has-no-private-door', 'demo/server.ts', '../main/app/console.ts'],
  ['demo-has-no-private-door', 'demo/names.ts', '../contract/ipc/names.ts'],
  ['nobody-imports-tests', 'main/app/helped.ts', '../../tests/builders/help.ts'],
];

/** Imports of the same tree that break nothing. */
const ALLOWED: readonly (readonly [from: string, to: string])[] = [
  ['preload/index.ts', 'electron'],
  ['preload/names.ts', '../contract/ipc/names.ts'],
  ['contract/ipc/ipc.schema.ts', 'zod'],
  ['main/windows/window.ts', 'electron'],
  ['main/services/layouts/store.ts', '../../state/stores.ts'],
  ['renderer/widgets/tile/neighbour.ts', '../tree/index.ts'],
  ['renderer/screens/live/tile.ts', '../../widgets/tile/index.ts'],
  ['tests/unit/x.ts', '../../main/app/console.ts'],
];

let base = '';
let result: ICruiseResult;

beforeAll(async () => {
  base = realpathSync(mkdtempSync(path.join(tmpdir(), 'vonglau-imports-')));
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(base, file)), { recursive: true });
    writeFileSync(path.join(base, file), text);
  };
  for (const name of ['electron', 'zod', 'react']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'module.exports = {};');
  }
  write('package.json', JSON.stringify({ name: 'tree', devDependencies: { electron: '1.0.0', zod: '1.0.0', react: '1.0.0' } }));
  write('tsconfig.json', JSON.stringify({ compilerOptions: { module: 'ESNext', moduleResolution: 'bundler', allowImportingTsExtensions: true, noEmit: true, paths: { '@contract/*': ['./contract/*'] } } }));
  const imports = [...VIOLATIONS.map(([, from, to]) => [from, to] as const), ...ALLOWED, ['contract/domain/hen.ts', './egg.ts'] as const];
  // What is imported exists, except where that is the point.
  for (const [from, to] of imports) if (to.startsWith('.') && !to.includes('nowhere')) write(path.join(path.dirname(from), to), 'export const x = 1;\n');
  for (const [from, to] of imports) write(from, `import * as given from '${to}';\nexport const x = given;\n`);
  write('main/app/type-only.ts', "import type { App } from 'electron';\nexport type X = App;\n");
  write('main/services/layouts/type-only.ts', "import type { App } from 'electron';\nexport type X = App;\n");
  write('main/app/alias.ts', "import * as names from '@contract/ipc/names.ts';\nexport const x = names;\n");
  const folders = ['contract', 'main', 'preload', 'renderer', 'demo', 'tests'];
  const cruised = await cruise(folders, { ...options, ruleSet, validate: true, baseDir: base, tsConfig: { fileName: path.join(base, 'tsconfig.json') } }, undefined, { tsConfig: extractTSConfig(path.join(base, 'tsconfig.json')) });
  if (typeof cruised.output === 'string') throw new Error(cruised.output);
  result = cruised.output;
}, 60_000);
afterAll(() => rmSync(base, { recursive: true, force: true }));

const broken = (from: string): readonly string[] => result.summary.violations.filter((violation) => violation.from === from).map(({ rule }) => rule.name);

describe('check 60: the rules of who may import whom', () => {
  test.for(VIOLATIONS)('%s stops %s from importing %s', ([rule, from]) => {
    expect(broken(from)).toContain(rule);
  });

  test.for(ALLOWED)('%s may import %s', ([from]) => {
    expect(broken(from)).toEqual([]);
  });

  it('let types of electron through, and follow the alias of the contract', () => {
    expect(broken('main/services/layouts/type-only.ts')).toEqual([]);
    expect(broken('main/app/alias.ts')).toEqual([]);
    const alias = result.modules.find(({ source }) => source === 'main/app/alias.ts');
    expect(alias?.dependencies.map(({ resolved }) => resolved)).toEqual(['contract/ipc/names.ts']);
  });

  it('are all tried here', () => {
    const tried = new Set(VIOLATIONS.map(([rule]) => rule));
    expect((ruleSet.forbidden ?? []).map(({ name }) => name).filter((name) => name === undefined || !tried.has(name))).toEqual([]);
  });
});
