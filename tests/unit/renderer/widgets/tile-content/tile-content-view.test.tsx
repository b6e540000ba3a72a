// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { act } from 'react';
import { ONLY, type TierRecord } from '@contract/state/slices.ts';
import type { TileContent } from '@contract/domain/tile-content.ts';
import { DESK_SURFACE, pictureId, utcMs } from '@contract/domain/units.ts';
import { ContentGuard } from '../../../../../renderer/widgets/tile-content/content-guard.tsx';
import { TileContentView } from '../../../../../renderer/widgets/tile-content/index.ts';
import { alarmWith } from '../../../../builders/alarms.ts';
import { createDeskPage, type DeskPage } from '../../../../builders/desk-page.tsx';

let page: DeskPage;
const tier = (connection: TierRecord['connection']): TierRecord => ({ id: ONLY, address: 'a', service: null, connection, clockOffsetMs: 0, directoryUtcMs: null, directoryTotal: 0, directorySkipped: 0, directoryState: 'current' });
const draw = (content: TileContent): Promise<void> =>
  page.draw(<TileContentView content={content} place={{ surface: DESK_SURFACE, index: 2, widthPx: 400, heightPx: 225, isSelected: false }} />);
const open = (): void => {
  page = createDeskPage();
};
afterEach(async () => {
  await page.release();
});

describe('contents that are no camera', () => {
  it('a clock shows the server\'s time, and says so when the server is away', async () => {
    open();
    page.show('tier', [tier({ kind: 'online' })]);
    await draw({ kind: 'clock' });
    expect(page.find('time').textContent).toBe('05:13:20');
    expect(page.place.textContent).toContain('Giờ máy chủ');
    await act(async () => {
      page.show('tier', [tier({ kind: 'offline', error: { code: 'tier/unreachable', retryable: true }, sinceUtcMs: utcMs(1_700_000_000_000) })]);
    });
    await page.release();
    open();
    page.show('tier', [tier({ kind: 'offline', error: { code: 'tier/unreachable', retryable: true }, sinceUtcMs: utcMs(1_700_000_000_000) })]);
    await draw({ kind: 'clock' });
    expect(page.place.textContent).toContain('Mất máy chủ từ 05:13 15/11, theo đồng hồ máy này');
  });

  it('a text is shown as it was written, marks and lines', async () => {
    open();
    await draw({ kind: 'text', text: 'Đường Nguyễn Trãi\nùn tắc' });
    expect(page.find('p').textContent).toBe('Đường Nguyễn Trãi\nùn tắc');
  });

  it('a picture that is gone says so', async () => {
    open();
    await draw({ kind: 'picture', picture: pictureId('a'.repeat(64)) });
    await act(async () => {
      page.find('img').dispatchEvent(new Event('error'));
    });
    expect(page.place.textContent).toContain('Không còn ảnh này');
  });

  it('a web page that is not on the list is refused in words and given no place', async () => {
    open();
    page.show('settings', [{ id: ONLY, language: 'vi', keys: {}, linkBudgetKbps: null, webOrigins: ['https://tot.example.vn'], snapshotFolder: '' }]);
    await draw({ kind: 'web', url: 'https://xau.example.vn/' });
    expect(page.place.textContent).toContain('Trang không được phép');
    expect(page.place.querySelector('[data-web-tile]')).toBeNull();
  });

  it('a web page of the list is given the place of its tile', async () => {
    open();
    page.show('settings', [{ id: ONLY, language: 'vi', keys: {}, linkBudgetKbps: null, webOrigins: ['https://tot.example.vn'], snapshotFolder: '' }]);
    await draw({ kind: 'web', url: 'https://tot.example.vn/a' });
    expect(page.find('[data-web-tile]').dataset['webTile']).toBe('2');
  });

  it('alarms are told by word and shape, and their absence is calm', async () => {
    open();
    await draw({ kind: 'alarms' });
    expect(page.place.textContent).toContain('Không có cảnh báo đang mở');
    await act(async () => {
      page.show('alarms', [alarmWith('a', { camera: null, priority: 1, title: 'Xâm nhập', raisedUtcMs: utcMs(1_700_000_000_000) })]);
    });
    expect(page.find('[data-priority="1"]').textContent).toContain('Khẩn');
    expect(page.find('[data-priority="1"]').textContent).toContain('05:13:20');
    expect(page.find('[data-priority="1"]').querySelector('svg')).not.toBeNull();
  });

  it('a hotspot without a picked camera says how to fill it', async () => {
    open();
    await draw({ kind: 'hotspot' });
    expect(page.place.textContent).toContain('Chọn một camera ở bàn trực');
  });
});

describe('a fault in what one tile shows', () => {
  it('stays in that tile, says so, and is told to the window', async () => {
    open();
    const told: unknown[] = [];
    const listener = (event: ErrorEvent): void => {
      event.preventDefault();
      told.push(event.error);
    };
    window.addEventListener('error', listener);
    const Broken = (): never => {
      throw new Error('broken');
    };
    await page.draw(
      <>
        <ContentGuard place={{ surface: DESK_SURFACE, index: 0, widthPx: 400, heightPx: 225, isSelected: false }}>
          <Broken />
        </ContentGuard>
        <p data-other="">khác</p>
      </>,
    );
    window.removeEventListener('error', listener);
    expect(page.find('figure').textContent).toContain('Ô này gặp lỗi');
    expect(page.find('[data-other]').textContent).toBe('khác');
    expect(told).toContainEqual(new Error('broken'));
  });
});
