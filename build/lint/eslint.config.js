import tseslint from 'typescript-eslint';
import reactHooks from 'eslint-plugin-react-hooks';

const HTML_SINKS = ['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((name) => ({
  selector: `MemberExpression[property.name='${name}']`,
  message: `${name} turns outside text into markup. Render text with React (security check 15).`,
}));
const SINKS = [
  ...HTML_SINKS,
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Render text with React (security check 15).' },
  { selector: "CallExpression[callee.object.name='document'][callee.property.name=/^write(ln)?$/]", message: 'document.write turns text into markup (security check 15).' },
  { selector: "CallExpression[callee.property.name='loadFile']", message: 'Pages come from app:// only (security check 11).' },
  { selector: "CallExpression[callee.property.name='loadURL']:not(:has(> CallExpression[callee.name='windowUrl']))", message: 'Only windowUrl(kind) is ever loaded (security check 11).' },
  { selector: "Property[key.name='rejectUnauthorized'][value.value=false]", message: 'Certificates are always verified (security check 38).' },
  { selector: "TSAsExpression > TSAsExpression[typeAnnotation.type='TSUnknownKeyword']", message: 'A double assertion hides a wrong type. Parse or narrow instead.' },
];
const WINDOWS = { name: 'electron', importNames: ['BrowserWindow', 'BaseWindow', 'WebContentsView', 'BrowserView'], message: 'Windows are made by createSecureWindow() in main/windows/secure-window.ts (security check 1).', allowTypeImports: true };
const IPC_MAIN = { name: 'electron', importNames: ['ipcMain'], message: 'Requests go through main/ipc (validated senders, schemas). Add a contract and a handler.' };
const IPC_RENDERER = { name: 'electron', importNames: ['ipcRenderer', 'contextBridge'], message: 'Only the preload touches electron; pages use the bridge.' };

export default tseslint.config(
  { ignores: ['**/node_modules/**', 'out/**', '**/*.gen.ts'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all', caughtErrorsIgnorePattern: '^_' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': ['error', ...SINKS, { selector: 'ExportDefaultDeclaration', message: 'Named exports only: one name for a thing everywhere.' }],
      'no-eval': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400 }],
    },
  },
  { files: ['main/**/*.ts'], rules: { 'no-restricted-imports': 'off', '@typescript-eslint/no-restricted-imports': ['error', { paths: [WINDOWS, IPC_MAIN, IPC_RENDERER] }] } },
  { files: ['main/windows/secure-window.ts'], rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths: [IPC_MAIN, IPC_RENDERER] }] } },
  { files: ['main/ipc/ipc-main.ts'], rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths: [WINDOWS, IPC_RENDERER] }] } },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/no-restricted-imports': ['error', { paths: [{ name: 'electron', message: 'A page has no electron. Use the bridge.' }], patterns: [{ regex: '^node:', message: 'A page has no Node.' }] }],
    },
  },
  { files: ['renderer/**/*.{ts,tsx}'], ignores: ['renderer/bridge/**'], rules: { 'no-restricted-properties': ['error', { object: 'window', property: 'vonglau', message: 'Only renderer/bridge touches the preload.' }] } },
  { files: ['build/**', 'demo/**', 'tests/**'], rules: { 'no-console': 'off' } },
  { files: ['build/lint/*.js', 'build/**/*.config.{ts,mjs,js}', 'tests/**/*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/*.{mjs,cjs,js}'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
