// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Menu, type MenuItem } from '../../../../renderer/ui/menu.tsx';

const items = (...labels: readonly string[]): readonly MenuItem[] => labels.map((label) => ({ id: label, label, act: () => undefined }));

describe('a menu', () => {
  let root: Root;
  let closed = 0;
  const draw = (list: readonly MenuItem[]): Promise<void> =>
    act(async () => {
      root.render(<Menu label="Nội dung gần đây" at={{ xPx: 0, yPx: 0 }} items={list} onClose={() => (closed += 1)} />);
    });
  const press = (key: string) => act(async () => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));

  beforeEach(() => {
    Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
    closed = 0;
    root = createRoot(document.body.appendChild(document.createElement('div')));
  });
  afterEach(async () => {
    await act(async () => root.unmount());
    document.body.replaceChildren();
  });

  it('goes on hearing keys when its list becomes another', async () => {
    await draw(items('Đang tải…'));
    expect(document.activeElement?.textContent).toBe('Đang tải…');
    await draw(items('Cổng số 1', 'Cổng số 2'));
    await press('ArrowDown');
    expect(document.activeElement?.textContent).toBe('Cổng số 2');
    await press('Escape');
    expect(closed).toBe(1);
  });

  it('keeps the row somebody reached when the list is only drawn again', async () => {
    await draw(items('Một', 'Hai'));
    await press('ArrowDown');
    await draw(items('Một', 'Hai'));
    expect(document.activeElement?.textContent).toBe('Hai');
  });
});
