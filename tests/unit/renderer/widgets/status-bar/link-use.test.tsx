// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { ONLY, type LinkUseRecord } from '@contract/state/slices.ts';
import { LinkUse, usedShare } from '../../../../../renderer/widgets/status-bar/link-use.tsx';
import { createDeskPage, type DeskPage } from '../../../../builders/desk-page.tsx';

const use = (overrides: Partial<LinkUseRecord> = {}): LinkUseRecord => ({ id: ONLY, budgetKbps: 50_000, wantedKbps: 20_000, plannedKbps: 20_000, measuredKbps: 18_000, streams: 16, loweredByLink: 0, loweredByMachine: 0, ...overrides });

describe('use of the link', () => {
  let page: DeskPage;
  afterEach(async () => {
    await page.release();
  });
  const draw = async (record: LinkUseRecord): Promise<void> => {
    page = createDeskPage();
    page.show('linkUse', [record]);
    await page.draw(<LinkUse />);
  };

  it('is calm below nine tenths of the budget', async () => {
    await draw(use());
    expect(page.find('[data-link]').dataset['link']).toBe('free');
    expect(page.place.textContent).toBe('Đường truyền 18,0/50,0 Mbps');
  });

  it('says in word and colour that it is nearly full, by plan or by measure', async () => {
    await draw(use({ plannedKbps: 45_000 }));
    expect(page.find('[data-link]').dataset['link']).toBe('nearly-full');
    expect(page.place.textContent).toContain('gần đầy');
    expect(usedShare(use({ measuredKbps: 60_000 }))).toBeCloseTo(1.2);
    expect(usedShare(use({ budgetKbps: 0 }))).toBe(0);
  });

  it('counts the tiles that were lowered and names the causes', async () => {
    await draw(use({ loweredByLink: 3, loweredByMachine: 2 }));
    expect(page.place.textContent).toContain('5 ô bị giảm hình');
    expect(page.find('[title*="hạn mức"]').title).toBe('3 ô vì hạn mức đường truyền · 2 ô vì máy quá tải');
  });
});
