import type { StreamId, CameraId } from '@contract/domain/units.ts';
import type { ProfileName } from '@contract/domain/stream.ts';
import type { StreamGrant } from '@contract/domain/stream-plan.ts';
import type { LogFields, LogLevel } from '../platform/log.ts';
import type { LiveSource } from '../vms/adapter.ts';

/** Number main gives a window's port; not an electron id. */
export type PortId = number;

export type ReplayAct = { readonly kind: 'pause' } | { readonly kind: 'play' } | { readonly kind: 'step' } | { readonly kind: 'seek'; readonly utcMs: number };

/** Main to the media gateway. `port` comes with the window's MessagePort as the message's only port. */
export type BrokerMessage =
  /** The server to pull from; replaces an earlier one and drops its connection. */
  | { readonly kind: 'source'; readonly source: LiveSource; readonly accessToken: string | null }
  /** A new token (the connection goes on), or null: all streams end at once. */
  | { readonly kind: 'token'; readonly accessToken: string | null }
  | { readonly kind: 'port'; readonly port: PortId }
  | { readonly kind: 'port-closed'; readonly port: PortId }
  | { readonly kind: 'attach'; readonly port: PortId; readonly stream: StreamId; readonly camera: CameraId; readonly grant: StreamGrant }
  /** Another grant for a stream that goes on: the pictures before stay until the first of the new ones. */
  | { readonly kind: 'retune'; readonly port: PortId; readonly stream: StreamId; readonly grant: StreamGrant }
  /** Plays the kept pictures of a camera to a window as a stream of its own, in their own time, until detached. */
  | { readonly kind: 'replay'; readonly port: PortId; readonly stream: StreamId; readonly camera: CameraId; readonly secondsBack: number }
  /** The pictures of a time, from the server's recordings or (it has none) from what is kept; the profile is that of the recording. Answered by `replay-span` as well. */
  | { readonly kind: 'replay-past'; readonly port: PortId; readonly stream: StreamId; readonly camera: CameraId; readonly profile: ProfileName; readonly fromUtcMs: number; readonly untilUtcMs: number }
  | { readonly kind: 'replay-act'; readonly port: PortId; readonly stream: StreamId; readonly act: ReplayAct }
  | { readonly kind: 'detach'; readonly port: PortId; readonly stream: StreamId }
  /** The server may be back: connect at once instead of waiting out the back-off. */
  | { readonly kind: 'retry-now' };

/** The media gateway to main. */
export type GatewayMessage =
  | { readonly kind: 'log'; readonly level: LogLevel; readonly event: string; readonly fields: LogFields }
  | { readonly kind: 'connection'; readonly state: 'connecting' | 'open' | 'closed' }
  /** Answers `replay`; null: nothing of the camera is kept. */
  | { readonly kind: 'replay-span'; readonly stream: StreamId; readonly span: { readonly fromUtcMs: number; readonly untilUtcMs: number } | null }
  /** Every 2 s: cameras pulled from the server, streams handed to windows, received kbit/s; cameras and MB kept for replay. */
  | { readonly kind: 'load'; readonly pulled: number; readonly delivered: number; readonly receivedKbps: number; readonly keptCameras: number; readonly keptMb: number };
