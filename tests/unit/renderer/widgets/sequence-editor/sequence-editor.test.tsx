// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import { cameraContent, type Sequence } from '@contract/domain/tile-content.ts';
import { DESK_SURFACE } from '@contract/domain/units.ts';
import { emptySurface } from '@contract/domain/wall.ts';
import { SequenceEditor } from '../../../../../renderer/widgets/sequence-editor/index.ts';
import { cameraWith, unitWith } from '../../../../builders/cameras.ts';
import { createDeskPage, type DeskPage } from '../../../../builders/desk-page.tsx';

const gate = cameraWith(101, { name: 'Cổng chính' });
const market = cameraWith(102, { name: 'Chợ' });
let page: DeskPage;
const open = async (sequence: Sequence | null): Promise<Sequence[]> => {
  const done: Sequence[] = [];
  page = createDeskPage();
  page.show('units', [unitWith('hoan-kiem', 'Hoàn Kiếm')]);
  page.know([gate, market]);
  page.show('surfaces', [{ ...emptySurface(DESK_SURFACE, READY['2']), contents: [cameraContent(market.id), null] }]);
  await page.draw(<SequenceEditor sequence={sequence} onDone={(made) => done.push(made)} onCancel={() => undefined} />);
  return done;
};
const lines = (): readonly string[] => [...page.place.querySelectorAll('ol li')].map((line) => line.textContent ?? '');
afterEach(async () => {
  await page.release();
});

describe('the editor of a sequence', () => {
  it('adds single cameras, a whole unit, and those of the desk', async () => {
    const done = await open(null);
    await page.click('button', 'Thêm Cổng chính vào chuỗi');
    await page.click('button', 'Thêm cả đơn vị');
    await page.click('button', 'Thêm 1 camera đang ở bàn trực');
    expect(lines()).toHaveLength(4);
    await page.click('form button[type="submit"]');
    expect(done).toEqual([{ name: '', steps: [gate, gate, market, market].map(({ id }) => ({ camera: id, dwellS: 10 })) }]);
  });

  it('reorders by keys and by buttons, and sets all times at once', async () => {
    const done = await open({ name: 'Cổng', steps: [{ camera: gate.id, dwellS: 5 }, { camera: market.id, dwellS: 8 }] });
    await page.click('button', 'Đưa Chợ lên');
    expect(lines()[0]).toContain('Chợ');
    await page.press(page.find('ol li button'), 'ArrowDown', { altKey: true });
    expect(lines()[0]).toContain('Cổng chính');
    await page.click('button', 'Áp cho tất cả');
    await page.click('form button[type="submit"]');
    expect(done).toEqual([{ name: 'Cổng', steps: [{ camera: gate.id, dwellS: 5 }, { camera: market.id, dwellS: 5 }] }]);
  });

  it('is not done without a camera, nor with a time that cannot be', async () => {
    const done = await open(null);
    await page.click('form button[type="submit"]');
    expect(page.find('[role="alert"]').textContent).toContain('ít nhất một camera');
    await page.click('button', 'Thêm Cổng chính vào chuỗi');
    await page.type('ol input', '1');
    await page.click('form button[type="submit"]');
    expect([page.find('[role="alert"]').textContent, done]).toEqual(['Mỗi lượt từ 2 đến 3600 giây, là số nguyên.', []]);
  });
});
