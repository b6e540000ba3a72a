import { isErrorCode, type ErrorCode } from '@contract/domain/error-code.ts';
import type { ProfileName } from '@contract/domain/stream.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { PastListener, PastSpan, Pull, PullStatus } from '../transport.ts';
import { ownBuffer, type AccessUnitFrame } from './access-unit.ts';
import type { LiveMessage } from './live.schema.ts';

/** Recorded pictures asked for on a live connection. */
export interface PastPulls {
  /** `stream`: unique in the connection. Without a connection it ends at once. */
  readonly open: (stream: number, camera: CameraId, profile: ProfileName, span: PastSpan, listener: PastListener) => Pick<Pull, 'close'>;
  /** True: the message was about one of these. */
  readonly onMessage: (message: LiveMessage) => boolean;
  readonly onUnit: (unit: AccessUnitFrame) => boolean;
  /** The connection is gone, and so is all that was asked of it. */
  readonly onLost: (code: ErrorCode) => void;
  /** Forgets all without telling anybody. */
  readonly clear: () => void;
}

interface Asked {
  readonly listener: PastListener;
  isOpen: boolean;
}

/** `send`: false when there is no connection. */
export function createPastPulls(send: (message: object) => boolean): PastPulls {
  const asked = new Map<number, Asked>();
  const end = (stream: number, code: ErrorCode | null): void => {
    const known = asked.get(stream);
    if (asked.delete(stream)) known?.listener.onEnd(code);
  };
  const onOpened = (message: Extract<LiveMessage, { readonly type: 'opened' }>, known: Asked): void => {
    const { stream, codec, format, widthPx, heightPx, frameRate, recorded } = message;
    if (recorded && format !== null) {
      known.isOpen = true;
      const open: Extract<PullStatus, { readonly kind: 'open' }> = { kind: 'open', codec, format, widthPx, heightPx, frameRate, audio: null };
      return known.listener.onOpen(open);
    }
    send({ type: 'close', stream });
    // A server that knows of no recordings opens a live stream instead.
    end(stream, recorded ? 'stream/unsupported' : 'replay/nothing-kept');
  };
  return {
    open: (stream, camera, profile, { fromUtcMs, untilUtcMs }, listener) => {
      asked.set(stream, { listener, isOpen: false });
      if (!send({ type: 'open', stream, cameraId: camera, profile, fromUtcMs: Math.floor(fromUtcMs), untilUtcMs: Math.ceil(untilUtcMs) })) end(stream, 'tier/unreachable');
      return {
        close: () => {
          if (asked.delete(stream)) send({ type: 'close', stream });
        },
      };
    },
    onMessage: (message) => {
      const known = message.type === 'heartbeat' ? undefined : asked.get(message.stream);
      if (known === undefined || message.type === 'heartbeat') return false;
      if (message.type === 'opened') onOpened(message, known);
      else if (message.type === 'ended') end(message.stream, null);
      else if (message.type !== 'resumed') end(message.stream, message.code !== undefined && isErrorCode(message.code) ? message.code : 'tier/refused');
      return true;
    },
    onUnit: ({ stream, key, preroll, isAudio, isRecorded, captureUtcUs, sequence, payload }) => {
      const known = asked.get(stream);
      if (known === undefined) return false;
      // What does not say that it is recorded is not shown as a recording.
      if (known.isOpen && isRecorded && !isAudio) known.listener.onUnit({ key, preroll, captureUtcUs, sequence, data: ownBuffer(payload) });
      return true;
    },
    onLost: (code) => {
      for (const stream of [...asked.keys()]) end(stream, code);
    },
    clear: () => asked.clear(),
  };
}
