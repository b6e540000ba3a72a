import type { BrowserWindow, PrintToPDFOptions } from 'electron';
import type { Handover } from '@contract/domain/duty.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { UtcMs } from '@contract/domain/units.ts';
import { APP_ORIGIN, windowUrl } from '../ipc/sender.ts';
import type { Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { ServePrint } from './app-protocol.ts';

/** What the page that is printed shows. */
export interface PrintedHandover {
  readonly handover: Handover;
  readonly language: 'vi' | 'en';
  readonly printedUtcMs: UtcMs;
}

export interface HandoverPdfEnvironment {
  /** A window nobody sees; destroyed here. */
  readonly openWindow: () => BrowserWindow;
  readonly timers: Timers;
  readonly uuid: () => string;
  readonly log: Log;
}

export interface HandoverPdf {
  /** A4, in the language given. Code app/internal: it could not be drawn. */
  readonly print: (printed: PrintedHandover) => Promise<Result<Uint8Array>>;
  /** What such a page asks for. */
  readonly serve: ServePrint;
}

/** Title of the page before it is drawn (renderer/windows/print/index.html). */
const BLANK_TITLE = 'Vọng Lâu';
const DRAWN_WITHIN_MS = 20_000;
const PREFIX = `${APP_ORIGIN}/print/`;
const MM_AN_INCH = 25.4;

/** `digest` is 64 hex digits: nothing in it is markup. */
const paper = (digest: string): PrintToPDFOptions => ({
  pageSize: 'A4',
  printBackground: true,
  displayHeaderFooter: true,
  headerTemplate: '<span></span>',
  footerTemplate: `<div style="width:100%;margin:0 15mm;display:flex;justify-content:space-between;font-size:7px;color:#444"><span>SHA-256 ${digest}</span><span><span class="pageNumber"></span>/<span class="totalPages"></span></span></div>`,
  margins: { top: 15 / MM_AN_INCH, bottom: 18 / MM_AN_INCH, left: 15 / MM_AN_INCH, right: 15 / MM_AN_INCH },
});

/** Makes papers of handovers: a page draws one in a window nobody sees, Chromium prints it. */
export function createHandoverPdf({ openWindow, timers, uuid, log }: HandoverPdfEnvironment): HandoverPdf {
  const jobs = new Map<string, string>();

  /** Resolves when the page has drawn what it was given: it names itself then. */
  const drawn = (window: BrowserWindow, job: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const cancel = timers.after(DRAWN_WITHIN_MS, () => reject(new Error('not drawn in time')));
      const end = (settle: () => void): void => {
        cancel();
        settle();
      };
      window.webContents.on('page-title-updated', (_event, title) => {
        if (title !== BLANK_TITLE) end(resolve);
      });
      window.webContents.on('render-process-gone', () => end(() => reject(new Error('page gone'))));
      window.loadURL(windowUrl('print', job)).catch((failure: unknown) => end(() => reject(failure instanceof Error ? failure : new Error('not loaded'))));
    });

  return {
    serve: (url) => (url.startsWith(PREFIX) ? (jobs.get(url.slice(PREFIX.length)) ?? null) : null),
    print: async (printed) => {
      const job = uuid();
      jobs.set(job, JSON.stringify(printed));
      const window = openWindow();
      try {
        await drawn(window, job);
        return ok(new Uint8Array(await window.webContents.printToPDF(paper(printed.handover.digest))));
      } catch (failure) {
        const detail = failure instanceof Error ? failure.message : 'unknown';
        log.error('handover.not-printed', { detail });
        return err('app/internal', { detail });
      } finally {
        jobs.delete(job);
        if (!window.isDestroyed()) window.destroy();
      }
    },
  };
}
