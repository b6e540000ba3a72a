// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { err, ok } from '@contract/domain/result.ts';
import { CameraPicker } from '../../../../../renderer/widgets/camera-picker/index.ts';
import { cameraWith } from '../../../../builders/cameras.ts';
import { createDeskPage, type DeskPage } from '../../../../builders/desk-page.tsx';

let page: DeskPage;
beforeEach(() => {
  page = createDeskPage();
});
afterEach(async () => {
  await page.release();
});
const open = (): Promise<void> => page.draw(<CameraPicker verb={(name) => `Thêm ${name}`} onPick={() => undefined} />);
const said = (): string => page.find('[role="status"]').textContent ?? '';

describe('the list to pick a camera from', () => {
  it('says that it is still asking, then what was found', async () => {
    let answer: (found: unknown) => void = () => undefined;
    page.answerFirst((name) => (name === 'directory.search' ? new Promise((resolve) => { answer = resolve; }) : undefined));
    await open();
    expect(said()).toBe('Đang tìm…');
    await act(async () => {
      answer(ok({ ids: [], first: [], total: 0, near: 0 }));
    });
    expect(said()).toBe('Không tìm thấy camera nào');
  });

  it('does not call a directory that fails an empty one', async () => {
    page.answerFirst((name) => (name === 'directory.search' ? err('directory/unavailable') : undefined));
    await open();
    expect(said()).toBe('Chưa tìm được camera');
  });

  it('says how many of those found it lists', async () => {
    page.know(Array.from({ length: 61 }, (_, index) => cameraWith(index + 1)));
    await open();
    expect(page.place.querySelectorAll('li')).toHaveLength(60);
    expect(said()).toBe('Hiện 60 camera đầu trong 61. Gõ thêm để thu hẹp.');
  });
});
