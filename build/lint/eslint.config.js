import tseslint from 'typescript-eslint';
import reactHooks from 'eslint-plugin-react-hooks';

// A name as it stands in `a.name`, `a['name']` and `{ name: ... }`.
const named = (key, name) => `:matches([${key}.name=${name}], [${key}.value=${name}])`;
const HTML_SINKS = {
  selector: `MemberExpression${named('property', '/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|parseHTMLUnsafe|createContextualFragment|srcdoc)$/')}`,
  message: 'This turns outside text into markup. Render text with React (security check 15).',
};
const LOADS = { selector: `CallExpression${named('callee.property', "'loadURL'")}:not([arguments.0.callee.name='windowUrl'][arguments.length=1])`, message: 'Only windowUrl(kind) is ever loaded (security check 11).' };
const SINKS = [
  HTML_SINKS,
  { selector: `:matches(JSXAttribute[name.name=/^(dangerouslySetInnerHTML|srcDoc)$/], Property${named('key', '/^(dangerouslySetInnerHTML|srcDoc)$/')})`, message: 'Render text with React (security check 15).' },
  { selector: `CallExpression:matches([callee.object.name='document'], [callee.object.property.name='document'])${named('callee.property', '/^write(ln)?$/')}`, message: 'document.write turns text into markup (security check 15).' },
  { selector: `CallExpression${named('callee.property', "'loadFile'")}`, message: 'Pages come from app:// only (security check 11).' },
  LOADS,
  { selector: "Property[key.name='rejectUnauthorized'][value.value=false]", message: 'Certificates are always verified (security check 38).' },
  { selector: "TSAsExpression > TSAsExpression[typeAnnotation.type='TSUnknownKeyword']", message: 'A double assertion hides a wrong type. Parse or narrow instead.' },
];
const WINDOWS = { name: 'electron', importNames: ['BrowserWindow', 'BaseWindow', 'WebContentsView', 'BrowserView'], message: 'Windows are made by createSecureWindow() in main/windows/secure-window.ts (security check 1).', allowTypeImports: true };
// However electron came in (default import, import(), require), a window is made with `new` and one of these names.
const NEW_WINDOW = {
  selector: `NewExpression:matches([callee.name=/^(BrowserWindow|BaseWindow|WebContentsView|BrowserView)$/], [callee.property.name=/^(BrowserWindow|BaseWindow|WebContentsView|BrowserView)$/], [callee.property.value=/^(BrowserWindow|BaseWindow|WebContentsView|BrowserView)$/])`,
  message: 'Windows are made by createSecureWindow() in main/windows/secure-window.ts (security check 1).',
};
const WHOLE_ELECTRON = [
  { selector: "ImportDeclaration[source.value='electron'] > :matches(ImportDefaultSpecifier, ImportNamespaceSpecifier)", message: 'Name what you take of electron: what is not named cannot be checked.' },
  { selector: "ImportExpression[source.value='electron']", message: 'Name what you take of electron: what is not named cannot be checked.' },
  { selector: "CallExpression[callee.name=/^(require|createRequire)$/][arguments.0.value='electron']", message: 'Name what you take of electron: what is not named cannot be checked.' },
];
const DEFAULT_EXPORT = { selector: 'ExportDefaultDeclaration', message: 'Named exports only: one name for a thing everywhere.' };
const IPC_MAIN = { name: 'electron', importNames: ['ipcMain'], message: 'Requests go through main/ipc (validated senders, schemas). Add a contract and a handler.' };
const IPC_RENDERER = { name: 'electron', importNames: ['ipcRenderer', 'contextBridge'], message: 'Only the preload touches electron; pages use the bridge.' };

export default tseslint.config(
  { ignores: ['**/node_modules/**', 'out/**', '**/*.gen.ts', 'assets/**'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all', caughtErrorsIgnorePattern: '^_' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': ['error', ...SINKS, DEFAULT_EXPORT],
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400 }],
    },
  },
  // A rule that a comment can switch off is a habit, not a rule.
  { linterOptions: { noInlineConfig: true } },
  { files: ['main/**/*.ts', 'preload/**/*.ts', 'renderer/**/*.{ts,tsx}', 'contract/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...SINKS, ...WHOLE_ELECTRON, NEW_WINDOW, DEFAULT_EXPORT] } },
  { files: ['main/**/*.ts'], rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths: [WINDOWS, IPC_MAIN, IPC_RENDERER] }] } },
  { files: ['main/windows/secure-window.ts'], rules: { 'no-restricted-syntax': ['error', ...SINKS, ...WHOLE_ELECTRON, DEFAULT_EXPORT], '@typescript-eslint/no-restricted-imports': ['error', { paths: [IPC_MAIN, IPC_RENDERER] }] } },
  // The one place that lays a foreign page, of the allow-list of web tiles and in a session of its own, over a window.
  { files: ['main/windows/web-tile-view.ts'], rules: { 'no-restricted-syntax': ['error', ...SINKS.filter((sink) => sink !== LOADS), ...WHOLE_ELECTRON, DEFAULT_EXPORT], '@typescript-eslint/no-restricted-imports': ['error', { paths: [{ ...WINDOWS, importNames: ['BrowserWindow', 'BaseWindow'] }, IPC_MAIN, IPC_RENDERER] }] } },
  { files: ['main/ipc/ipc-main.ts'], rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths: [WINDOWS, IPC_RENDERER] }] } },
  {
    files: ['preload/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths: [{ name: 'electron', allowImportNames: ['contextBridge', 'ipcRenderer'], message: 'A preload needs these two only (security check 60).' }] }] },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/no-restricted-imports': ['error', { paths: [{ name: 'electron', message: 'A page has no electron. Use the bridge.' }], patterns: [{ regex: '^node:', message: 'A page has no Node.' }] }],
    },
  },
  { files: ['renderer/**/*.{ts,tsx}'], ignores: ['renderer/bridge/**'], rules: { 'no-restricted-properties': ['error', { object: 'window', property: 'vonglau', message: 'Only renderer/bridge touches the preload.' }, { object: 'URL', property: 'canParse', message: 'Younger than the oldest runtime served (Chromium 114).' }] } },
  { files: ['main/**/*.ts', 'preload/**/*.ts', 'contract/**/*.ts'], rules: { 'no-restricted-properties': ['error', { object: 'URL', property: 'canParse', message: 'Younger than the oldest runtime served (Node 18.15).' }] } },
  { files: ['build/**', 'demo/**', 'tests/**'], rules: { 'no-console': 'off' } },
  { files: ['build/lint/*.js', 'build/**/*.config.{ts,mjs,js}', 'tests/**/*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/*.{mjs,cjs,js}'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
