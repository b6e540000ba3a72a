import type { Socket } from 'node:net';
import type { ErrorCode } from '../../contract/domain/error-code.ts';
import { authoriseSocket, type AuthorisedSocket, type AuthorisedSocketOptions } from './authorised-socket.ts';
import type { Camera } from './api-types.ts';
import type { Fault } from './fault-board.ts';
import { createLiveStream, type LiveStream } from './live-stream.ts';
import type { PacedConnection } from './pacer.ts';
import type { Directory } from './directory.ts';
import type { World } from './world.ts';

export const LIVE_PROTOCOL = 'vonglau-live.v1';

const HEARTBEAT_MS = 2000;
const MAX_STREAMS = 1024;
/** A client that asks for key frames more often than this is not heard. */
const KEY_FRAME_PAUSE_MS = 250;

export interface LiveOptions extends Omit<AuthorisedSocketOptions, 'protocol' | 'onMessage' | 'onDidClose'> {
  /** The TCP or TLS socket below the WebSocket. */
  readonly raw: Pick<Socket, 'cork' | 'uncork'>;
  readonly world: World;
  readonly directory: Directory;
}

interface OpenStream {
  readonly cameraId: string;
  readonly live: LiveStream;
  lastKeyRequestMs: number;
}

/** Serves one `/v1/live` connection until it closes. */
export function serveLive(options: LiveOptions): void {
  const { world, directory, clock, schemas, raw } = options;
  const isOpen = schemas.guard('LiveOpen');
  const isCommand = schemas.guard('LiveStreamCommand');
  const streams = new Map<number, OpenStream>();

  const open = (stream: number, cameraId: string, profile: 'main' | 'sub'): void => {
    const camera = directory.byId(cameraId);
    const refusal = streams.size >= MAX_STREAMS ? 'app/too-many-requests' : whyRefused(world, camera, profile);
    if (camera === null || refusal !== null) {
      socket.sendJson({ type: 'refused', stream, code: refusal });
      return;
    }
    const { source, timing } = world.footageOf(camera, profile);
    const fault = world.faults.of(cameraId);
    const { codec, widthPx, heightPx, frameRate } = source;
    socket.sendJson({ type: 'opened', stream, codec, widthPx, heightPx, frameRate });
    if (fault?.kind === 'cut') socket.sendJson({ type: 'interrupted', stream, code: 'camera/lost' });
    const sink = { send: socket.sendBytes, bufferedBytes: socket.bufferedBytes };
    streams.set(stream, { cameraId, live: createLiveStream({ stream, source, timing, sink, fault }), lastKeyRequestMs: 0 });
    world.pacer.wake();
  };
  const command = (type: 'close' | 'key-frame', stream: number): void => {
    const known = streams.get(stream);
    if (known === undefined) return;
    if (type === 'close') {
      streams.delete(stream);
      return;
    }
    const now = clock.nowUtcMs();
    if (now - known.lastKeyRequestMs < KEY_FRAME_PAUSE_MS) return;
    known.lastKeyRequestMs = now;
    known.live.restart();
    world.pacer.wake();
  };
  const applyFault = (cameraId: string, now: Fault | null, before: Fault | null): void => {
    for (const [stream, known] of streams) {
      if (known.cameraId !== cameraId) continue;
      if (now?.kind === 'cut' && before?.kind !== 'cut') socket.sendJson({ type: 'interrupted', stream, code: 'camera/lost' });
      if (now?.kind !== 'cut' && before?.kind === 'cut') socket.sendJson({ type: 'resumed', stream });
      known.live.setFault(now);
    }
    world.pacer.wake();
  };
  const drop = (cameraId: string): void => {
    for (const [stream, known] of streams) {
      if (known.cameraId !== cameraId) continue;
      streams.delete(stream);
      socket.sendJson({ type: 'interrupted', stream, code: 'camera/unknown' });
    }
  };
  const paced: PacedConnection = {
    streams: function* () {
      for (const known of streams.values()) yield known.live;
    },
    hold: () => {
      raw.cork();
    },
    flush: () => {
      raw.uncork();
    },
  };

  const stopFaults = world.faults.onDidChange(applyFault);
  const stopRemovals = directory.onDidRemove(drop);
  const unpace = world.pacer.add(paced);
  const heartbeat = setInterval(() => {
    socket.sendJson({ type: 'heartbeat', utcMs: Math.floor(clock.nowUtcMs()) });
  }, HEARTBEAT_MS);
  const socket: AuthorisedSocket = authoriseSocket({
    ...options,
    protocol: LIVE_PROTOCOL,
    onMessage: (type, message) => {
      switch (type) {
        case 'open':
          if (!isOpen(message) || streams.has(message.stream)) return false;
          open(message.stream, message.cameraId, message.profile);
          return true;
        case 'close':
        case 'key-frame':
          if (!isCommand(message)) return false;
          command(message.type, message.stream);
          return true;
        default:
          return true;
      }
    },
    onDidClose: () => {
      clearInterval(heartbeat);
      unpace();
      stopFaults();
      stopRemovals();
      streams.clear();
    },
  });
}

function whyRefused(world: World, camera: Camera | null, profile: 'main' | 'sub'): ErrorCode | null {
  if (camera === null) return 'camera/unknown';
  if (world.brokenSinceUtcMs(camera.id) !== null) return 'camera/broken';
  return camera.streams.some((offered) => offered.profile === profile) ? null : 'stream/profile-missing';
}
