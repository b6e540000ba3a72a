import type { StreamId, CameraId } from '@contract/domain/units.ts';
import type { ProfileName } from '@contract/domain/stream.ts';
import type { LogFields, LogLevel } from '../platform/log.ts';
import type { LiveSource } from '../vms/adapter.ts';

/** Number main gives a window's port; not an electron id. */
export type PortId = number;

/** Main to the media gateway. `port` comes with the window's MessagePort as the message's only port. */
export type BrokerMessage =
  /** The server to pull from; replaces an earlier one and drops its connection. */
  | { readonly kind: 'source'; readonly source: LiveSource; readonly accessToken: string | null }
  /** A new token (the connection goes on), or null: all streams end at once. */
  | { readonly kind: 'token'; readonly accessToken: string | null }
  | { readonly kind: 'port'; readonly port: PortId }
  | { readonly kind: 'port-closed'; readonly port: PortId }
  | { readonly kind: 'attach'; readonly port: PortId; readonly stream: StreamId; readonly camera: CameraId; readonly profile: ProfileName }
  | { readonly kind: 'detach'; readonly port: PortId; readonly stream: StreamId }
  /** The server may be back: connect at once instead of waiting out the back-off. */
  | { readonly kind: 'retry-now' };

/** The media gateway to main. */
export type GatewayMessage =
  | { readonly kind: 'log'; readonly level: LogLevel; readonly event: string; readonly fields: LogFields }
  | { readonly kind: 'connection'; readonly state: 'connecting' | 'open' | 'closed' }
  /** Every 2 s: cameras pulled from the server, streams handed to windows, received kbit/s. */
  | { readonly kind: 'load'; readonly pulled: number; readonly delivered: number; readonly receivedKbps: number };
