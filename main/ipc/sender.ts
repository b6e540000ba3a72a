import type { MonitorKey } from '@contract/domain/units.ts';
import { WINDOW_KINDS, type WindowKind } from '@contract/state/slices.ts';

/** What the console knows of a window it made. */
export interface KnownWindow {
  /** The webContents id. */
  readonly id: number;
  readonly kind: WindowKind;
  readonly monitor: MonitorKey | null;
}

/** What can be read of the sender of a message. Null where electron could not say (a destroyed frame). */
export interface SenderFacts {
  readonly webContentsId: number;
  readonly frameUrl: string | null;
  readonly isMainFrame: boolean;
  readonly ownSession: boolean;
}

export const APP_ORIGIN = 'app://vonglau';
/**
 * The address of a window's page. `safe` stands in for a page that keeps dying: it has no video and no state, and may ask main for
 * nothing; `reason` is what it names as the cause.
 * `print` is drawn where nobody sees it, to be printed; `reason` names what (main/app/handover-pdf.ts); it too may ask main for nothing.
 */
export const windowUrl = (page: WindowKind | 'safe' | 'print', reason?: string): string => `${APP_ORIGIN}/windows/${page}/index.html${reason === undefined ? '' : `#${encodeURIComponent(reason)}`}`;

export type SenderVerdict = { readonly kind: 'known'; readonly window: KnownWindow } | { readonly kind: 'rejected'; readonly why: string };

/** Accepts only the main frame of a window the console made, showing that kind's own page. Fails closed (check 30). */
export function judgeSender(facts: SenderFacts, windows: ReadonlyMap<number, KnownWindow>): SenderVerdict {
  const window = windows.get(facts.webContentsId);
  if (window === undefined) return { kind: 'rejected', why: 'unknown window' };
  if (!facts.ownSession) return { kind: 'rejected', why: 'other session' };
  if (!facts.isMainFrame) return { kind: 'rejected', why: 'not the main frame' };
  if (facts.frameUrl === null || facts.frameUrl !== windowUrl(window.kind)) return { kind: 'rejected', why: 'not the page of its kind' };
  if (!WINDOW_KINDS.includes(window.kind)) return { kind: 'rejected', why: 'unknown kind' };
  return { kind: 'known', window };
}
