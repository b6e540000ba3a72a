// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { err, ok } from '@contract/domain/result.ts';
import { utcMs } from '@contract/domain/units.ts';
import { ONLY } from '@contract/state/slices.ts';
import { ProcedureDesk } from '../../../../../renderer/widgets/procedure-editor/index.ts';
import { createDeskPage, type DeskPage } from '../../../../builders/desk-page.tsx';
import { personWith } from '../../../../builders/people.ts';
import { FIRE } from '../../../../builders/procedures.ts';

let page: DeskPage;
const open = async (rights = personWith().rights, isCached = false): Promise<void> => {
  page = createDeskPage((name) => (name === 'procedures.list' ? ok({ procedures: [FIRE], isCached }) : name === 'procedures.save' ? ok({ ...FIRE, state: 'draft', version: 4, etag: 'e4' }) : ok(null)));
  page.show('session', [{ id: ONLY, session: { kind: 'signed-in', person: personWith({ rights }), sinceUtcMs: utcMs(0) }, vault: 'available', wallOnly: false }]);
  await page.draw(<ProcedureDesk />);
};
const asked = (name: string) => page.calls.flatMap(([called, input]) => (called === name ? [input] : []));
afterEach(async () => {
  await page.release();
});

describe('the desk of procedures', () => {
  it('shows the steps of a procedure and where its answers lead', async () => {
    await open();
    await page.click('li > button', 'Xử lý cháy');
    expect(page.find('ol', 'Các bước').textContent).toContain('Có cháy → 2. Báo 114');
    expect(page.find('ol', 'Các bước').textContent).toContain('Bắt buộc');
  });

  it('saves a draft that was changed, begun from the version it was made of', async () => {
    await open();
    await page.click('li > button', 'Xử lý cháy');
    await page.click('button', 'Soạn bản nháp');
    expect(page.find('button', 'Lưu bản nháp').hasAttribute('disabled')).toBe(true);
    await page.type('input[maxlength="100"]', 'Cháy nhà cao tầng');
    await page.click('button', 'Lưu bản nháp');
    expect(asked('procedures.save')).toMatchObject([{ procedure: { id: 'chay', etag: 'e3', name: 'Cháy nhà cao tầng', kinds: ['fire-smoke'] } }]);
    expect(page.find('[role="status"]').textContent).toContain('Đã lưu bản nháp');
  });

  it('says beside the step what is wrong, and tries nothing that cannot be followed', async () => {
    await open();
    await page.click('button', 'Quy trình mới');
    expect(page.place.textContent).toContain('Chưa có bước nào.');
    await page.click('button', 'Thêm bước');
    expect(page.find('li').textContent).toBeDefined();
    expect(page.place.textContent).toContain('Bước chưa có tên.');
    expect(page.find('button', 'Chạy thử').hasAttribute('disabled')).toBe(true);
  });

  it('tries a procedure without telling anybody', async () => {
    await open();
    await page.click('li > button', 'Xử lý cháy');
    await page.click('button', 'Chạy thử');
    await page.click('label', 'Không cháy');
    await page.click('button', 'Xong bước này');
    expect(page.find('[aria-current="step"]').textContent).toContain('Ghi nhận');
    await page.type('textarea', 'Khói bếp');
    await page.click('button', 'Xong bước này');
    expect(page.place.textContent).toContain('Đã làm hết quy trình.');
    expect(page.acts().map(([name]) => name)).toEqual(['procedures.list']);
  });

  it('publishes nothing without the right, changes nothing without the server', async () => {
    await open(['live.view', 'procedure.edit']);
    await page.click('li > button', 'Xử lý cháy');
    expect(page.place.textContent).not.toContain('Thôi áp dụng');
    await page.release();
    await open(undefined, true);
    expect(page.place.textContent).toContain('Mất kết nối máy chủ');
    expect(page.place.textContent).not.toContain('Quy trình mới');
  });

  it('keeps what was written when somebody else was quicker', async () => {
    await open();
    await page.click('li > button', 'Xử lý cháy');
    await page.click('button', 'Soạn bản nháp');
    await page.type('input[maxlength="100"]', 'Cháy chợ');
    page.answerFirst((name) => (name === 'procedures.save' ? err('procedure/conflict') : undefined));
    await page.click('button', 'Lưu bản nháp');
    expect(page.find('[role="alert"]').textContent).toContain('vừa được người khác sửa');
    expect(page.find('input[maxlength="100"]')).toHaveProperty('value', 'Cháy chợ');
  });
});
