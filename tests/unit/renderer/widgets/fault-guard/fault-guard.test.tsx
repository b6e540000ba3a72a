// @vitest-environment happy-dom
import { act, type ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FaultGuard, RELOAD_AFTER_MS } from '../../../../../renderer/widgets/fault-guard/fault-guard.tsx';
import { createDeskPage, type DeskPage } from '../../../../builders/desk-page.tsx';

const Broken = (): ReactNode => {
  throw new Error('broken');
};

describe('a window with a fault', () => {
  let page: DeskPage;
  let reloads: number;
  beforeEach(async () => {
    vi.useFakeTimers();
    reloads = 0;
    page = createDeskPage();
    await page.draw(
      <FaultGuard
        onFault={() => undefined}
        onReload={() => {
          reloads += 1;
        }}
      >
        <Broken />
      </FaultGuard>,
    );
  });
  afterEach(async () => {
    await page.release();
    vi.useRealTimers();
  });

  it('says so and is loaded again when somebody asks for it', async () => {
    expect(page.find('[role="alert"]').textContent).toContain('Màn hình này gặp lỗi');
    await page.click('button', 'Tải lại');
    expect(reloads).toBe(1);
  });

  it('is loaded again by itself: nobody can press a button on a wall', async () => {
    await act(async () => {
      vi.advanceTimersByTime(RELOAD_AFTER_MS);
    });
    expect(reloads).toBe(1);
  });
});
