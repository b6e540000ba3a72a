import type { WebPreferences } from 'electron';

/** Settings of every page that is shown, the console's own and those in web tiles; no caller and no page can change them (security checks 2, 10). */
export const LOCKED_PREFERENCES: WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  plugins: false,
  navigateOnDragDrop: false,
  spellcheck: false,
};
