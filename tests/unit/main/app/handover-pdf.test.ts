import { expect, test } from 'vitest';
import { utcMs } from '@contract/domain/units.ts';
import { createHandoverPdf } from '../../../../main/app/handover-pdf.ts';
import { BrowserWindow, standIn } from '../../../builders/fake-electron.ts';
import { handoverWith } from '../../../builders/duty.ts';
import { createFakeTime } from '../../../builders/fake-time.ts';
import { createRecordingLog } from '../../../builders/recording-log.ts';

const PRINTED = { handover: handoverWith(), language: 'vi', printedUtcMs: utcMs(5) } as const;
const JOB = '6f0f2b1e-0000-4000-8000-000000000000';

function printer() {
  const time = createFakeTime();
  const window = new BrowserWindow({});
  const papers: unknown[] = [];
  Object.assign(window.webContents, {
    printToPDF: (options: unknown) => {
      papers.push(options);
      return Promise.resolve(Buffer.from('%PDF-1.4'));
    },
  });
  const pdf = createHandoverPdf({ openWindow: () => standIn(window), timers: time.timers, uuid: () => JOB, log: createRecordingLog() });
  return { ...time, window, papers, pdf };
}

test('a page is given what it shows while it is printed, and nothing before or after', async () => {
  const { window, papers, pdf } = printer();
  const url = `app://vonglau/print/${JOB}`;
  expect(pdf.serve(url)).toBeNull();
  const printed = pdf.print(PRINTED);
  expect(JSON.parse(pdf.serve(url) ?? '')).toEqual(PRINTED);
  expect(pdf.serve('app://vonglau/print/other')).toBeNull();
  window.webContents.emit('page-title-updated', {}, 'Vọng Lâu');
  expect(papers).toEqual([]);
  window.webContents.emit('page-title-updated', {}, 'Biên bản');
  expect(await printed).toEqual({ ok: true, value: new Uint8Array(Buffer.from('%PDF-1.4')) });
  expect(papers).toMatchObject([{ pageSize: 'A4', displayHeaderFooter: true, footerTemplate: expect.stringContaining(PRINTED.handover.digest) }]);
  expect([pdf.serve(url), window.isDestroyed()]).toEqual([null, true]);
});

test('a page that does not draw in time, or dies, is no paper and leaves no window', async () => {
  const late = printer();
  const printed = late.pdf.print(PRINTED);
  late.advance(20_000);
  expect(await printed).toMatchObject({ ok: false, error: { code: 'app/internal' } });
  expect(late.window.isDestroyed()).toBe(true);
  const dead = printer();
  const broken = dead.pdf.print(PRINTED);
  dead.window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
  expect((await broken).ok).toBe(false);
  expect(dead.window.isDestroyed()).toBe(true);
});
