import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const contract = path.join(import.meta.dirname, '../../../contract');

/** Lets plain Node find what main calls `@contract/...`, as the bundler and the test runner do. Comes before the import of what needs it. */
export function registerContractAlias(): void {
  registerHooks({
    resolve: (specifier, context, next) => next(specifier.startsWith('@contract/') ? pathToFileURL(path.join(contract, specifier.slice('@contract/'.length))).href : specifier, context),
  });
}
