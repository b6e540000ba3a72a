// @vitest-environment happy-dom
import { act, useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_QUERY } from '@contract/domain/camera-query.ts';
import { FilterButton, FilterChips, FilterPanel } from '../../../../../renderer/widgets/camera-filters/index.ts';
import type { DeskPage } from '../../../../builders/desk-page.tsx';
import { asked, DISTRICT, findingPage } from '../../../../builders/finding-scene.ts';

let page: DeskPage;
const filter = () => page.state.view.store.getState().query.filter;
const set = async (next: ReturnType<typeof filter>): Promise<void> => {
  await act(async () => {
    page.state.view.actions.filter(next);
  });
};
beforeEach(() => {
  vi.useFakeTimers();
  page = findingPage();
});
afterEach(async () => {
  await page.release();
  vi.useRealTimers();
});
/** Until the counts that are asked for at a pause have come. */
const pause = async (): Promise<void> => {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(200);
  });
};

describe('filters in use', () => {
  const chips = (): readonly string[] => [...page.place.querySelectorAll('li button')].map((chip) => chip.getAttribute('aria-label') ?? '');

  it('stand in words, each to be given up by a click or a key', async () => {
    await page.draw(<FilterChips />);
    expect(page.place.textContent).toBe('');
    await set({ units: [DISTRICT.id], kinds: ['ptz'], onWall: false });
    expect(chips()).toEqual(['Bỏ lọc Đơn vị: Quận Hoàn Kiếm', 'Bỏ lọc Kiểu: Quay quét (PTZ)', 'Bỏ lọc Trên tường: Không trên tường']);
    await page.click('button', 'Quay quét');
    expect(filter()).toEqual({ units: [DISTRICT.id], onWall: false });
    page.find('button', 'Hoàn Kiếm').focus();
    await page.press(page.find('button', 'Hoàn Kiếm'), 'Delete');
    expect(chips()).toEqual(['Bỏ lọc Trên tường: Không trên tường']);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Bỏ lọc Trên tường: Không trên tường');
    await page.press(page.find('button', 'Không trên tường'), 'Backspace');
    expect(filter()).toEqual({});
  });

  it('stand after the words that count as they do, where there are any, and go with them all together', async () => {
    const Place = () => {
      const [words, setWords] = useState('cau giay');
      return (
        <>
          <input id="field" />
          <FilterChips words={words} fieldId="field" onGiveUpWords={() => setWords('')} />
        </>
      );
    };
    await page.draw(<Place />);
    expect(chips()).toEqual(['Bỏ từ tìm: cau giay']);
    await set({ kinds: ['ptz'] });
    expect(chips()).toEqual(['Bỏ từ tìm: cau giay', 'Bỏ lọc Kiểu: Quay quét (PTZ)']);
    await page.click('button', 'Bỏ hết bộ lọc');
    expect([chips(), filter(), document.activeElement?.id]).toEqual([[], {}, 'field']);
  });

  it('can be given up all together', async () => {
    await page.draw(<FilterChips />);
    await set({ kinds: ['ptz', 'fixed'] });
    await page.click('button', 'Bỏ hết bộ lọc');
    expect(filter()).toEqual({});
  });

  it('are counted on the button', async () => {
    await page.draw(<FilterButton />);
    expect(page.find('button').getAttribute('aria-label')).toBe('Bộ lọc');
    await set({ kinds: ['ptz'], tags: ['a', 'b'] });
    expect(page.find('button').getAttribute('aria-label')).toBe('Bộ lọc, đang dùng 3');
    await page.click('button');
    expect(page.find('button').getAttribute('aria-expanded')).toBe('true');
  });
});

describe('the panel of filters', () => {
  const value = (words: string): HTMLElement => page.find('button[aria-pressed]', words);

  it('asks for the counts once typing has paused, and says them', async () => {
    await page.draw(<FilterPanel words="" total={3} />);
    expect(asked(page, 'directory.facets')).toEqual([]);
    for (const words of ['c', 'ca', 'cau ']) await page.draw(<FilterPanel words={words} total={3} />);
    await pause();
    expect(asked(page, 'directory.facets')).toEqual([{ query: { ...EMPTY_QUERY, text: 'cau' } }]);
    expect(value('Quay quét').textContent).toBe('Quay quét (PTZ), 1 camera');
    expect(value('Cố định').textContent).toBe('Cố định, 2 camera');
    // Nothing has this: it stays, to be chosen or given up.
    expect(value('Khu dân cư').textContent).toBe('Khu dân cư, 0 camera');
  });

  it('chooses and gives up a value', async () => {
    await page.draw(<FilterPanel words="" total={3} />);
    await page.click('button[aria-pressed]', 'Quay quét');
    expect(filter()).toEqual({ kinds: ['ptz'] });
    expect(value('Quay quét').getAttribute('aria-pressed')).toBe('true');
    await page.click('button[aria-pressed]', 'Quay quét');
    expect(filter()).toEqual({});
  });

  it('finds a unit by name without accents', async () => {
    await page.draw(<FilterPanel words="" total={3} />);
    await page.type('input[type="search"]', 'hoan kiem');
    expect([...page.place.querySelectorAll('section section button[aria-pressed]')].slice(0, 2).map((button) => button.textContent)[0]).toContain('Quận Hoàn Kiếm');
    expect(page.place.textContent).not.toContain('Công an thành phố');
    await page.click('button[aria-pressed]', 'Hoàn Kiếm');
    expect(filter()).toEqual({ units: [DISTRICT.id] });
    await page.type('input[type="search"]', 'không có');
    expect(page.place.textContent).toContain('Quận Hoàn Kiếm');
  });

  it('offers the tags that cameras have', async () => {
    await page.draw(<FilterPanel words="" total={3} />);
    await pause();
    await page.click('button[aria-pressed]', 'trục chính');
    expect(filter()).toEqual({ tags: ['trục chính'] });
  });

  it('goes back to the list by its button and by Escape', async () => {
    await page.draw(<FilterPanel words="" total={0} />);
    const { actions, store } = page.state.view;
    await act(async () => {
      actions.openFilters(true);
    });
    await page.click('button', 'Không có camera nào khớp');
    expect(store.getState().isFilterOpen).toBe(false);
    await act(async () => {
      actions.openFilters(true);
    });
    await page.press(page.find('section'), 'Escape');
    expect(store.getState().isFilterOpen).toBe(false);
  });
});
