import type { UnitDecoderPorts } from '../unit-decoder.ts';

/** One decoder among those that are opened together. */
export interface Opening {
  /** Its first picture is there. */
  readonly shown: () => void;
  /** It waits no longer, is closed, or failed; it is not called back any more. May be called twice. */
  readonly end: () => void;
}

interface Member {
  isShown: boolean;
  readonly free: () => void;
  readonly stopWaiting: () => void;
}

/** So many decoders begun within `TOGETHER_MS` are a crowd. */
const CROWD = 4;
const TOGETHER_MS = 300;
/** The next one of a crowd may still be on its way. */
const QUIET_MS = 300;
/** No decoder waits longer for the others: its first picture must not look frozen. */
export const MOST_WAIT_MS = 600;

/**
 * First pictures first: when many tiles are opened at once, each shows its key frame before any goes on to the picture of now, for the
 * machine has some thousand pictures to work off and a tile would stay black until its share of them is done.
 */
export class OpeningOrder {
  readonly #ports: Pick<UnitDecoderPorts, 'after' | 'nowMs'>;
  readonly #members = new Set<Member>();
  #begunMs: number[] = [];
  /** Null: not all have their first pictures. */
  #stopQuiet: (() => void) | null = null;

  constructor(ports: Pick<UnitDecoderPorts, 'after' | 'nowMs'>) {
    this.#ports = ports;
  }

  /** A decoder is begun. `onFree`, called once and never at once: it may go on behind its first picture. Null: it need not wait. */
  begin(onFree: () => void): Opening | null {
    const nowMs = this.#ports.nowMs();
    this.#begunMs = [...this.#begunMs.filter((begunMs) => nowMs - begunMs < TOGETHER_MS), nowMs];
    if (this.#begunMs.length < CROWD) return null;
    const leave = (): void => {
      this.#members.delete(member);
      member.stopWaiting();
      // The quiet that the others wait for goes on.
      if (this.#stopQuiet === null || this.#members.size === 0) this.#review();
    };
    const member: Member = {
      isShown: false,
      free: () => {
        leave();
        onFree();
      },
      stopWaiting: this.#ports.after(MOST_WAIT_MS, () => {
        member.free();
      }),
    };
    this.#members.add(member);
    this.#review();
    return {
      shown: () => {
        member.isShown = true;
        this.#review();
      },
      end: leave,
    };
  }

  #review(): void {
    this.#stopQuiet?.();
    this.#stopQuiet = null;
    if (this.#members.size === 0 || [...this.#members].some(({ isShown }) => !isShown)) return;
    this.#stopQuiet = this.#ports.after(QUIET_MS, () => {
      this.#stopQuiet = null;
      for (const { free } of [...this.#members]) free();
    });
  }
}
