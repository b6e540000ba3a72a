/** What was done to get a picture back, and when (ms, monotonic). */
export interface Recovery {
  readonly lastKeyRequestMs: number;
  /** Decoder resets within the last `RESET_WINDOW_MS`. */
  readonly resetsMs: readonly number[];
  readonly lastReopenMs: number;
  readonly keyFrameRequests: number;
  readonly decoderResets: number;
}

export type Trouble =
  /** Units are missing or were dropped, or none has come since a key frame was asked for. */
  | 'needs-key'
  /** The decoder refused a unit or does not answer. */
  | 'decoder-failed';

/** The cheapest step that has budget left. Each includes the ones below it. */
export interface RecoveryStep {
  readonly requestKeyFrame: boolean;
  readonly resetDecoder: boolean;
  readonly reopenStream: boolean;
}

export const NO_RECOVERY: Recovery = { lastKeyRequestMs: -Infinity, resetsMs: [], lastReopenMs: -Infinity, keyFrameRequests: 0, decoderResets: 0 };

/** One key-frame request a second at most: a server answers the same one to many viewers. */
export const KEY_REQUEST_EVERY_MS = 1_000;
const RESET_WINDOW_MS = 10_000;
/** More decoder resets than this within the window, and the stream itself is suspected. */
export const RESETS_IN_WINDOW = 4;
const REOPEN_EVERY_MS = 15_000;

/** Climbs the ladder: key-frame request, decoder reset, stream reopen; each with a budget and counted. Pure. */
export const recover = (recovery: Recovery, trouble: Trouble, nowMs: number): { readonly recovery: Recovery; readonly step: RecoveryStep } => {
  const recent = recovery.resetsMs.filter((atMs) => nowMs - atMs < RESET_WINDOW_MS);
  const resetDecoder = trouble === 'decoder-failed';
  const requestKeyFrame = nowMs - recovery.lastKeyRequestMs >= KEY_REQUEST_EVERY_MS;
  const reopenStream = resetDecoder && recent.length >= RESETS_IN_WINDOW && nowMs - recovery.lastReopenMs >= REOPEN_EVERY_MS;
  return {
    recovery: {
      lastKeyRequestMs: requestKeyFrame ? nowMs : recovery.lastKeyRequestMs,
      resetsMs: resetDecoder ? [...recent, nowMs] : recent,
      lastReopenMs: reopenStream ? nowMs : recovery.lastReopenMs,
      keyFrameRequests: recovery.keyFrameRequests + (requestKeyFrame ? 1 : 0),
      decoderResets: recovery.decoderResets + (resetDecoder ? 1 : 0),
    },
    step: { requestKeyFrame, resetDecoder, reopenStream },
  };
};
