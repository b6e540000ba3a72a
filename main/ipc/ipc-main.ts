import { ipcMain, type Session, type WebContents } from 'electron';
import { CHANNEL_PREFIX, REQUEST_NAMES, type PushName } from '@contract/ipc/names.ts';
import { err } from '@contract/domain/result.ts';
import type { Log } from '../platform/log.ts';
import type { Router } from './router.ts';
import { judgeSender, type KnownWindow } from './sender.ts';

/** Connects the router to electron: the only place that touches ipcMain. Answers are JSON text, see `WireBridge`. */
export function installRequests(router: Router, environment: { readonly windows: ReadonlyMap<number, KnownWindow>; readonly session: Session; readonly log: Log }): void {
  for (const name of REQUEST_NAMES) {
    ipcMain.handle(CHANNEL_PREFIX + name, async (event, input: unknown) => {
      // Null for a frame that is gone, though typed otherwise before Electron 40.
      const frame = event.senderFrame as Electron.WebFrameMain | null;
      const verdict = judgeSender(
        {
          webContentsId: event.sender.id,
          frameUrl: frame === null ? null : frame.url,
          isMainFrame: frame !== null && frame === event.sender.mainFrame && frame.parent === null,
          ownSession: event.sender.session === environment.session,
        },
        environment.windows,
      );
      if (verdict.kind === 'rejected') {
        environment.log.warn('ipc.sender-rejected', { name, why: verdict.why });
        return JSON.stringify(err('app/not-allowed'));
      }
      return JSON.stringify(await router.handle(name, verdict.window, input));
    });
  }
}

/** Sends a push message to a window that may be gone. */
export function pushTo(contents: WebContents, name: PushName, payload: unknown, ports: Electron.MessagePortMain[] = []): void {
  if (contents.isDestroyed()) return;
  if (ports.length > 0) contents.postMessage(CHANNEL_PREFIX + name, payload, ports);
  else contents.send(CHANNEL_PREFIX + name, payload);
}
