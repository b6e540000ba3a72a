import type {} from './media-globals.ts';

const WORKER_PATH = '/media-worker.js';

let policy: TrustedScriptUrlPolicy | null = null;

/** The policy `vms` may be made once in a page, and lets one address pass. */
const workerPolicy = (): TrustedScriptUrlPolicy | null => {
  if (policy !== null || typeof trustedTypes === 'undefined') return policy;
  policy = trustedTypes.createPolicy('vms', {
    createScriptURL: (url) => {
      if (url !== workerUrl()) throw new TypeError('Not a script of this window');
      return url;
    },
  });
  return policy;
};

const workerUrl = (): string => new URL(WORKER_PATH, location.origin).href;

/** Starts the window's media worker; the caller ends it with `terminate`. */
export const startMediaWorker = (): Worker => new Worker(workerPolicy()?.createScriptURL(workerUrl()) ?? workerUrl(), { name: 'media' });
