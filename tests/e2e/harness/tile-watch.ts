import type { Page } from 'playwright-core';

/** What a tile said at a moment. */
export interface TileWord {
  /** This machine's clock, ms since 1970; page and test read the same one. */
  readonly atUtcMs: number;
  readonly state: string;
  readonly text: string;
}

/** All that one tile says from now on, written down in the page as it changes. */
export interface TileWatch {
  /** The words since a moment, the one in force then included. */
  readonly since: (utcMs: number) => Promise<readonly TileWord[]>;
}

declare global {
  interface Window {
    tileWords?: Record<string, TileWord[]>;
  }
}

export async function watchTile(page: Page, cameraId: string): Promise<TileWatch> {
  await page.evaluate((id) => {
    const tile = document.querySelector<HTMLElement>(`[role="figure"][data-camera-id="${id}"]`);
    if (tile === null) throw new Error(`no tile shows ${id}`);
    const words: TileWord[] = [];
    window.tileWords = { ...window.tileWords, [id]: words };
    const write = (): void => {
      const state = tile.dataset['state'] ?? '';
      const text = tile.textContent ?? '';
      const last = words.at(-1);
      if (last?.state !== state || last.text !== text) words.push({ atUtcMs: Date.now(), state, text });
    };
    write();
    new MutationObserver(write).observe(tile, { attributes: true, attributeFilter: ['data-state'], childList: true, characterData: true, subtree: true });
  }, cameraId);
  return {
    since: async (utcMs) => {
      const words = await page.evaluate((id) => window.tileWords?.[id] ?? [], cameraId);
      const first = words.findLastIndex(({ atUtcMs }) => atUtcMs <= utcMs);
      return words.slice(Math.max(0, first));
    },
  };
}
