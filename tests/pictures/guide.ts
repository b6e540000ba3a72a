// Takes the pictures of the operator guide from the running product: `node tests/pictures/guide.ts [vi|en] [NAME ...]`
// (docs/pictures/guide/<lng>). NAME is a scene of tests/pictures/guide-*scenes.ts; without one, all are taken.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const root = new URL('../../', import.meta.url);

// The names of tsconfig.json's `paths`, and words as a bundler imports them: Node knows neither.
registerHooks({
  resolve: (specifier, context, next) => {
    const [, name, rest] = /^@(contract|assets)\/(.*)$/.exec(specifier) ?? [];
    return name === undefined || rest === undefined ? next(specifier, context) : { url: new URL(`${name}/${rest}`, root).href, shortCircuit: true };
  },
  load: (url, context, next) =>
    url.startsWith(new URL('assets/locales/', root).href)
      ? { format: 'module', source: `export default ${readFileSync(new URL(url), 'utf8')}`, shortCircuit: true }
      : next(url, context),
});

await import('./guide-run.ts');
