import type { GatewayToWindow } from '@contract/ipc/media-port.ts';
import type { StreamId } from '@contract/domain/units.ts';

export interface WindowFlow {
  readonly post: (message: GatewayToWindow) => void;
  /** The window read so many bytes. */
  readonly taken: (bytes: number) => void;
}

/** Above a burst of key frames and pre-roll for a whole wall, below what hurts a small PC. */
const LIMIT_BYTES = 64 * 1024 * 1024;

/**
 * Sends to one window no more pictures and sound than it reads. A MessagePort queues without limit in the receiver, so a worker that is
 * stuck would fill its window's memory. Above the limit pictures are dropped, never kept; below half of it each stream goes on from a key
 * frame, which is asked for. What is told (status, end) always passes.
 */
export function createWindowFlow(send: (message: GatewayToWindow) => void, requestKeyFrame: (stream: StreamId) => void, limitBytes = LIMIT_BYTES): WindowFlow {
  /** Sent and not read yet. */
  let onTheWayBytes = 0;
  let isStuck = false;
  /** Streams that lost units here and go on with a key frame. */
  const starved = new Set<StreamId>();

  return {
    post: (message) => {
      if (message.kind === 'status' && message.status.kind === 'closed') starved.delete(message.stream);
      if (message.kind !== 'unit' && message.kind !== 'audio') return send(message);
      if (onTheWayBytes >= limitBytes) isStuck = true;
      if (isStuck) {
        if (message.kind === 'unit') starved.add(message.stream);
        return;
      }
      if (message.kind === 'unit' && starved.size > 0 && starved.has(message.stream)) {
        if (!message.key) return;
        starved.delete(message.stream);
      }
      onTheWayBytes += message.data.byteLength;
      send(message);
    },
    taken: (bytes) => {
      onTheWayBytes = Math.max(0, onTheWayBytes - bytes);
      if (!isStuck || onTheWayBytes > limitBytes / 2) return;
      isStuck = false;
      for (const stream of starved) requestKeyFrame(stream);
    },
  };
}
