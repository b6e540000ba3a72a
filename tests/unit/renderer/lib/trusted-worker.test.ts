import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const ORIGIN = 'app://vonglau';
let started: unknown[] = [];

/** The page's globals as Chromium has them: a policy turns an address into a thing of its own, and Worker takes nothing else. */
class Trusted {
  readonly url: string;
  constructor(url: string) {
    this.url = url;
  }
  toString(): string {
    return this.url;
  }
}
class StrictWorker {
  constructor(url: unknown) {
    if (!(url instanceof Trusted)) throw new TypeError('This document requires TrustedScriptURL');
    started.push(url.url);
  }
}
let policies = 0;

beforeEach(() => {
  vi.resetModules();
  [started, policies] = [[], 0];
  vi.stubGlobal('location', { origin: ORIGIN });
  vi.stubGlobal('Worker', StrictWorker);
  vi.stubGlobal('trustedTypes', {
    createPolicy: (name: string, { createScriptURL }: { createScriptURL: (url: string) => string }) => {
      policies += 1;
      expect([name, policies]).toEqual(['vms', 1]);
      return { createScriptURL: (url: string) => new Trusted(createScriptURL(url)) };
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const load = () => import('../../../../renderer/lib/trusted-worker.ts');

describe('the workers of a page', () => {
  it('are our own two, by one policy', async () => {
    const { startMediaWorker, mapWorkerUrl } = await load();
    startMediaWorker();
    const url = mapWorkerUrl();
    new Worker(url, { type: 'module' });
    startMediaWorker();
    expect(mapWorkerUrl()).toBe(url);
    expect(started).toEqual([`${ORIGIN}/media-worker.js`, `${ORIGIN}/map-worker.js`, `${ORIGIN}/media-worker.js`]);
  });

  it('are no others, whoever asks', async () => {
    const { mapWorkerUrl } = await load();
    mapWorkerUrl();
    for (const url of ['app://vonglau/other.js', 'https://evil.example/map-worker.js', 'blob:app://vonglau/1', 'data:text/javascript,1', '/map-worker.js?x']) expect(() => new Worker(url), url).toThrow(TypeError);
    expect(started).toEqual([]);
  });
});
