// @vitest-environment happy-dom
import { useRef, type ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useSight } from '../../../../../renderer/widgets/video-tile/use-sight.ts';
import { createDeskPage, type DeskPage } from '../../../../builders/desk-page.tsx';

/** What the browser would say of what is watched. */
class Watch implements IntersectionObserver {
  readonly root = null;
  readonly rootMargin = '';
  readonly thresholds: readonly number[] = [];
  static all: Watch[] = [];
  readonly watched: Element[] = [];
  isOver = false;
  readonly #tell: IntersectionObserverCallback;
  constructor(tell: IntersectionObserverCallback) {
    this.#tell = tell;
    Watch.all.push(this);
  }
  observe(element: Element): void {
    this.watched.push(element);
  }
  unobserve(): void {
    throw new Error('not used');
  }
  disconnect(): void {
    this.isOver = true;
  }
  takeRecords(): IntersectionObserverEntry[] {
    return [];
  }
  say(...seen: boolean[]): void {
    this.#tell(seen.map(entry), this);
  }
}

const entry = (isIntersecting: boolean): IntersectionObserverEntry => {
  const box = new DOMRect();
  return { isIntersecting, boundingClientRect: box, intersectionRatio: isIntersecting ? 1 : 0, intersectionRect: box, rootBounds: null, target: document.body, time: 0 };
};

const Tile = ({ session }: { readonly session: { readonly setVisible: (visible: boolean) => void } | null }): ReactNode => {
  const place = useRef<HTMLDivElement>(null);
  useSight(place, session);
  return <div ref={place} data-picture="" />;
};

describe('a tile out of sight', () => {
  let page: DeskPage;
  beforeEach(() => {
    Watch.all = [];
    vi.stubGlobal('IntersectionObserver', Watch);
    page = createDeskPage();
  });
  afterEach(async () => {
    await page.release();
    vi.unstubAllGlobals();
  });

  it('lets its session rest, and wakes it when it is seen again', async () => {
    const said: boolean[] = [];
    await page.draw(<Tile session={{ setVisible: (visible) => said.push(visible) }} />);
    const watch = Watch.all[0] ?? expect.fail('nothing watches');
    expect(watch.watched).toEqual([page.find('[data-picture]')]);
    watch.say(true, false);
    watch.say(true);
    expect(said).toEqual([false, true]);
  });

  it('is watched no longer than it stands', async () => {
    await page.draw(<Tile session={{ setVisible: () => undefined }} />);
    await page.draw(null);
    expect(Watch.all.map(({ isOver }) => isOver)).toEqual([true]);
  });

  it('without a session is not watched', async () => {
    await page.draw(<Tile session={null} />);
    expect(Watch.all).toEqual([]);
  });
});
