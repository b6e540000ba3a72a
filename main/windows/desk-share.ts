import type { WebContents } from 'electron';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { KnownWindow } from '../ipc/sender.ts';
import type { Clock } from '../platform/clock.ts';

export interface DeskShareEnvironment {
  /** The desk's page, while there is one. */
  readonly desk: () => WebContents | null;
  readonly wall: (window: number) => WebContents | null;
  /** Whether a window's surface holds the desk now. */
  readonly holdsDesk: (window: KnownWindow) => boolean;
  readonly clock: Clock;
}

export interface DeskShare {
  /**
   * A source of the desk's picture, for this wall window only, to be used once within SOURCE_VALID_MS. Code wall/desk-not-here: its
   * surface does not hold the desk, or there is none.
   */
  readonly source: (window: KnownWindow) => Result<{ readonly sourceId: string }>;
  /** Whether the picture of this page may be taken now; each source given allows it once. */
  readonly mayCapture: (contents: WebContents) => boolean;
}

export const SOURCE_VALID_MS = 10_000;

/** Lets walls show the desk's own page, never anything else of this PC's screen. */
export function createDeskShare(environment: DeskShareEnvironment): DeskShare {
  const { clock } = environment;
  /** Windows whose source was given and not used yet, with when it ends. */
  const granted = new Map<number, { readonly window: KnownWindow; readonly untilMonoMs: number }>();
  return {
    source: (window) => {
      const desk = environment.desk();
      const wall = environment.wall(window.id);
      if (window.kind !== 'wall' || desk === null || wall === null || !environment.holdsDesk(window)) return err('wall/desk-not-here');
      granted.set(window.id, { window, untilMonoMs: clock.monoMs() + SOURCE_VALID_MS });
      return ok({ sourceId: desk.getMediaSourceId(wall) });
    },
    mayCapture: (contents) => {
      if (contents !== environment.desk()) return false;
      for (const [id, { window, untilMonoMs }] of granted) {
        granted.delete(id);
        if (untilMonoMs > clock.monoMs() && environment.holdsDesk(window)) return true;
      }
      return false;
    },
  };
}
