import type { ErrorCode } from '@contract/domain/error-code.ts';
import type { AudioTrack, Pace, ProfileName, StreamFormat } from '@contract/domain/stream.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { Clock, Timers } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { LiveSource } from '../../vms/adapter.ts';

/** One access unit as it came from the VMS. */
export interface LiveUnit {
  readonly key: boolean;
  readonly preroll: boolean;
  /** Server clock, µs since 1970. */
  readonly captureUtcUs: number;
  /** Rises by one per unit of the stream, 32 bits; a gap is loss. */
  readonly sequence: number;
  /** In the format the status named; a buffer of its own. */
  readonly data: ArrayBuffer;
}

/** How a pull stands, as the VMS tells it. */
export type PullStatus =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly codec: string; readonly format: StreamFormat; readonly widthPx: number; readonly heightPx: number; readonly frameRate: number; readonly audio: AudioTrack | null }
  | { readonly kind: 'interrupted' | 'refused' | 'unreachable'; readonly code: ErrorCode }
  | { readonly kind: 'closed' };

export interface PullListener {
  readonly onStatus: (status: PullStatus) => void;
  readonly onAudio: (captureUtcUs: number, data: ArrayBuffer) => void;
  readonly onUnit: (unit: LiveUnit) => void;
}

/** A time of a camera, server's clock. */
export interface PastSpan {
  readonly fromUtcMs: number;
  readonly untilUtcMs: number;
}

export interface PastListener {
  readonly onOpen: (status: Extract<PullStatus, { readonly kind: 'open' }>) => void;
  /** In order, from a key unit on; those before the span are `preroll`. A gap in `sequence` is a time without pictures. */
  readonly onUnit: (unit: LiveUnit) => void;
  /** Once; null: all was sent. */
  readonly onEnd: (code: ErrorCode | null) => void;
}

/** One camera profile being pulled. */
export interface Pull {
  /** Fewer or all pictures from now on; the stream goes on. */
  readonly setPace: (pace: Pace) => void;
  readonly setAudio: (isOn: boolean) => void;
  /** Asks for a key frame as early as the source can; repeated asking is held back. */
  readonly requestKeyFrame: () => void;
  /** The listener hears nothing more; may be called twice. */
  readonly close: () => void;
}

export interface TransportEnvironment {
  /** The access token in force, or null. Read anew for each connection. */
  readonly accessToken: () => string | null;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: () => number;
  readonly log: Log;
  readonly onConnection: (state: 'connecting' | 'open' | 'closed') => void;
  readonly onReceived: (bytes: number) => void;
}

/** Pulls live pictures from one VMS and keeps connected until closed. */
export interface LiveTransport {
  /** The status is told at once and at every change. After a lost connection streams are opened again without being asked. */
  readonly open: (camera: CameraId, profile: ProfileName, pace: Pace, listener: PullListener) => Pull;
  /** Recorded pictures of a time, once and as fast as they come. Left out: this kind of server has none. */
  readonly openPast?: (camera: CameraId, profile: ProfileName, span: PastSpan, listener: PastListener) => Pick<Pull, 'close'>;
  /** `accessToken` answers another token now. */
  readonly renew: () => void;
  readonly retryNow: () => void;
  /** Ends the connection and all pulls, without telling their listeners; may be called twice. */
  readonly close: () => void;
}

export type TransportFactory = (source: LiveSource, environment: TransportEnvironment) => LiveTransport;
