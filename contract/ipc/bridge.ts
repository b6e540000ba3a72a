import type { MonitorKey } from '../domain/units.ts';
import type { StateMessage } from '../state/patch.ts';
import type { WindowKind } from '../state/slices.ts';
import type { RequestName } from './names.ts';
import type { RequestAnswer, RequestInput } from './contract.ts';

/** Releases what a subscription holds; may be called twice. */
export type Unsubscribe = () => void;

/** What a window may ask of main and is told by it; `renderer/bridge` gives it. */
export interface Bridge {
  /** One function a request of REQUEST_NAMES. Answers a Result, never throws for an expected failure. */
  readonly requests: { readonly [N in RequestName]: (input: RequestInput<N>) => RequestAnswer<N> };
  /** Snapshots and patches of the slices asked for by `state.subscribe`. */
  readonly onState: (listener: (message: StateMessage) => void) => Unsubscribe;
  /** The number of the monitor this window is on is to be shown for a moment. */
  readonly onIdentify: (listener: (monitorNumber: number) => void) => Unsubscribe;
  /** The operator looks for a camera on the wall: these tiles of this window are to be told apart for a moment. */
  readonly onFlash: (listener: (tiles: readonly number[]) => void) => Unsubscribe;
  /** Whether anybody can see this window: not while it is minimised or hidden. The page itself is not told, so that covered windows keep their pictures. */
  readonly onSeen: (listener: (isSeen: boolean) => void) => Unsubscribe;
  readonly window: { readonly kind: WindowKind; readonly monitor: MonitorKey | null };
}

/**
 * What the preload gives a page as `window.vonglau`: deep-frozen; no electron object is reachable from it. Answers and state messages
 * are JSON text: the context bridge copies an object property by property, which of 2,000 cameras takes a drawing's time, a text at once.
 */
export interface WireBridge extends Omit<Bridge, 'requests' | 'onState'> {
  readonly requests: { readonly [N in RequestName]: (input: RequestInput<N>) => Promise<string> };
  readonly onState: (listener: (message: string) => void) => Unsubscribe;
}

export { MEDIA_PORT_MESSAGE } from './names.ts';
