import { afterEach, describe, expect, it } from 'vitest';
import { createDialogs } from '../../../../main/app/dialogs.ts';
import { BrowserWindow, dialog, standIn } from '../../../builders/fake-electron.ts';

const KIND = { name: 'PNG, JPEG', endings: ['png', 'jpg'] };
const usual = { ...dialog };
afterEach(() => void Object.assign(dialog, usual));

const desk = new BrowserWindow({});
const dialogs = () => createDialogs(() => standIn(desk));

describe('a dialog', () => {
  it('stands before the desk and answers what the operator chose', async () => {
    const asked: unknown[] = [];
    dialog.showSaveDialog = async (window, options) => {
      asked.push(window, options);
      return { canceled: false, filePath: '/usb/a.json' };
    };
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: ['/usb/b.png', '/usb/c.png'] });
    expect(await dialogs().chooseSave(KIND, '/home', 'a.json')).toBe('/usb/a.json');
    expect(asked).toMatchObject([desk, { defaultPath: '/home/a.json', filters: [{ name: 'PNG, JPEG', extensions: ['png', 'jpg'] }] }]);
    expect(await dialogs().chooseOpen(KIND, '/home')).toBe('/usb/b.png');
  });

  it('that is closed without a choice answers none', async () => {
    expect(await dialogs().chooseSave(KIND, '/home', 'a')).toBeNull();
    expect(await dialogs().chooseOpen(KIND, '/home')).toBeNull();
  });

  it('is not opened twice, nor without a desk, and again after one that failed', async () => {
    let close = () => {};
    dialog.showOpenDialog = () => new Promise((resolve) => (close = () => resolve({ canceled: false, filePaths: ['/a'] })));
    const one = dialogs();
    const first = one.chooseOpen(KIND, '/home');
    expect(await one.chooseOpen(KIND, '/home')).toBeNull();
    close();
    expect(await first).toBe('/a');
    dialog.showOpenDialog = () => Promise.reject(new Error('portal'));
    await expect(one.chooseOpen(KIND, '/home')).rejects.toThrow('portal');
    Object.assign(dialog, usual);
    expect(await one.chooseOpen(KIND, '/home')).toBeNull();
    expect(await createDialogs(() => null).chooseOpen(KIND, '/home')).toBeNull();
  });
});
