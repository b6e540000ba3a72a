// @vitest-environment happy-dom
import { act, useRef, useState, type ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { TileContents } from '@contract/domain/tile-content.ts';
import { useWebPlaces } from '../../../../../renderer/widgets/tile-grid/use-web-places.ts';
import { createDeskPage, type DeskPage } from '../../../../builders/desk-page.tsx';

const CONTENTS: TileContents = [{ kind: 'web', url: 'https://tot.example.vn/' }, null];
const AT = { left: 100, top: 50, width: 200, height: 100 };

const Grid = ({ coversX }: { readonly coversX: number }): ReactNode => {
  const box = useRef<HTMLDivElement>(null);
  const [hasMenu, setHasMenu] = useState(false);
  const [contents, setContents] = useState(CONTENTS);
  useWebPlaces(box, contents, null);
  return (
    <>
      <button type="button" onClick={() => { setHasMenu(!hasMenu); }}>menu</button>
      <button type="button" onClick={() => { setContents([...CONTENTS.slice(0, 1), { kind: 'clock' }]); }}>change</button>
      <div ref={box}>
        <div data-web-tile={0} ref={(place) => { put(place, AT); }} />
      </div>
      {hasMenu && <div role="menu" ref={(menu) => { put(menu, { left: coversX, top: 60, width: 50, height: 50 }); }} />}
    </>
  );
};

/** The test's document lays nothing out. */
function put(element: HTMLElement | null, { left, top, width, height }: typeof AT): void {
  if (element !== null) element.getBoundingClientRect = () => new DOMRect(left, top, width, height);
}

let page: DeskPage;
afterEach(async () => {
  await page.release();
});

const nextFrames = async (): Promise<void> => {
  await act(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
};
const placed = (): readonly unknown[] => page.calls.flatMap(([name, input]) => (name === 'web.place' ? [input] : []));
const SHOWN = { tiles: [{ tile: 0, rect: { xPx: 100, yPx: 50, widthPx: 200, heightPx: 100 } }] };

describe('where the pages of web tiles lie', () => {
  it('is told once, however much else changes on the desk', async () => {
    page = createDeskPage();
    await page.draw(<Grid coversX={0} />);
    await nextFrames();
    page.place.append('giờ', 'khác');
    await nextFrames();
    expect(placed()).toEqual([SHOWN]);
  });

  it('stays while another tile of the grid changes', async () => {
    page = createDeskPage();
    await page.draw(<Grid coversX={0} />);
    await nextFrames();
    await page.click('button', 'change');
    await nextFrames();
    expect(placed()).toEqual([SHOWN]);
  });

  it('makes room for a menu over it, and comes back after it', async () => {
    page = createDeskPage();
    await page.draw(<Grid coversX={120} />);
    await nextFrames();
    await page.click('button', 'menu');
    await nextFrames();
    await page.click('button', 'menu');
    await nextFrames();
    expect(placed()).toEqual([SHOWN, { tiles: [] }, SHOWN]);
  });

  it('stays under a menu that is elsewhere', async () => {
    page = createDeskPage();
    await page.draw(<Grid coversX={400} />);
    await nextFrames();
    await page.click('button', 'menu');
    await nextFrames();
    expect(placed()).toEqual([SHOWN]);
  });

  it('makes room while something is dragged, so that it can be dropped there', async () => {
    page = createDeskPage();
    await page.draw(<Grid coversX={0} />);
    await nextFrames();
    page.place.dispatchEvent(new Event('dragstart', { bubbles: true }));
    await nextFrames();
    page.place.dispatchEvent(new Event('drop', { bubbles: true }));
    await nextFrames();
    expect(placed()).toEqual([SHOWN, { tiles: [] }, SHOWN]);
  });
});
