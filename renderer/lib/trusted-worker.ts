import type {} from './media-globals.ts';

const MEDIA_WORKER_PATH = '/media-worker.js';
const MAP_WORKER_PATH = '/map-worker.js';

let policy: TrustedScriptUrlPolicy | null = null;

/** The policy `vms` may be made once in a page, and lets the addresses of our own two workers pass. */
const workerPolicy = (): TrustedScriptUrlPolicy | null => {
  if (policy !== null || typeof trustedTypes === 'undefined') return policy;
  policy = trustedTypes.createPolicy('vms', {
    createScriptURL: (url) => {
      if (url !== urlOf(MEDIA_WORKER_PATH) && url !== urlOf(MAP_WORKER_PATH)) throw new TypeError('Not a script of this window');
      return url;
    },
  });
  return policy;
};

const urlOf = (path: string): string => new URL(path, location.origin).href;
const trusted = (url: string): string => workerPolicy()?.createScriptURL(url) ?? url;

/** Starts the window's media worker; the caller ends it with `terminate`. */
export const startMediaWorker = (): Worker => new Worker(trusted(urlOf(MEDIA_WORKER_PATH)), { name: 'media' });

let vouches = false;

/**
 * Address of the map's worker. maplibre starts its workers itself, by an address in plain text, which the page's policy refuses: from
 * this call on `Worker` has the policy judge each address first, and so still starts our own two and no other.
 */
export function mapWorkerUrl(): string {
  if (!vouches) {
    const PlainWorker = globalThis.Worker;
    globalThis.Worker = class extends PlainWorker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(trusted(String(url)), options);
      }
    };
    vouches = true;
  }
  return urlOf(MAP_WORKER_PATH);
}
