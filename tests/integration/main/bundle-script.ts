import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Bundles a script beside this file as main is bundled, to run it in a process of its own. Its path, inside the project: native modules are found from there. */
export async function bundleScript(name: string): Promise<string> {
  const outfile = join(root, 'out/test', `${name}.cjs`);
  await build({
    entryPoints: [join(root, 'tests/integration/main', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node18',
    alias: { '@contract': join(root, 'contract') },
    logLevel: 'error',
  });
  return outfile;
}
