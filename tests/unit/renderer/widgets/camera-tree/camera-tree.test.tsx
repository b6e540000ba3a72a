// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { utcMs } from '@contract/domain/units.ts';
import { resultRows } from '../../../../../renderer/state/selectors/camera-rows.ts';
import { CameraTree } from '../../../../../renderer/widgets/camera-tree/index.ts';
import type { DeskPage } from '../../../../builders/desk-page.tsx';
import { findingPage, GATE, MARKET, SCHOOL } from '../../../../builders/finding-scene.ts';

let page: DeskPage;
afterEach(async () => {
  await page.release();
});
const draw = async (near: number): Promise<void> => {
  page = findingPage();
  page.show('cameraStates', [{ id: MARKET.id, state: 'lost', sinceUtcMs: utcMs(Date.UTC(2026, 10, 22, 7, 5)) }]);
  await page.draw(<CameraTree rows={resultRows([GATE.id, MARKET.id, SCHOOL.id], near)} label="Kết quả" onOpen={() => undefined} onExpand={() => undefined} onLeaveUp={() => undefined} />);
};

describe('results in the list', () => {
  it('that only come close stand under a heading, and say so themselves', async () => {
    await draw(2);
    expect([...page.place.querySelectorAll('p')].map((heading) => heading.textContent)).toEqual(['Gần giống']);
    expect(['Nút giao', 'Chợ', 'Trường'].map((name) => page.find('[data-camera]', name).textContent.includes(', Gần giống'))).toEqual([false, true, true]);
    const tops = [...page.place.querySelectorAll<HTMLElement>('[data-camera]')].map(({ style }) => style.transform);
    expect(tops).toEqual(['translateY(0px)', 'translateY(80px)', 'translateY(132px)']);
  });

  it('need no heading when none fits wholly', async () => {
    await draw(3);
    expect(page.place.querySelectorAll('p')).toHaveLength(0);
  });

  it('say since when a camera gives no picture', async () => {
    await draw(0);
    expect(page.find('[data-camera]', 'Chợ').textContent).toContain('Mất tín hiệutừ 14:05 22/11');
    expect(page.find('[data-camera]', 'Nút giao').textContent).not.toContain('từ ');
  });
});
