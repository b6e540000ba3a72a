import type { Socket } from 'node:net';
import type { ErrorCode } from '../../contract/domain/error-code.ts';
import { authoriseSocket, type AuthorisedSocket, type AuthorisedSocketOptions } from './authorised-socket.ts';
import type { Camera, LiveOpen, LiveOpened, LiveSet } from './api-types.ts';
import type { Fault } from './fault-board.ts';
import { createLiveStream, type LiveStream } from './live-stream.ts';
import { createLivePast } from './live-past.ts';
import { createSoundStream, type SoundStream } from './sound-stream.ts';
import type { PacedConnection } from './pacer.ts';
import type { Directory } from './directory.ts';
import type { PtzPictures } from './ptz-pictures.ts';
import type { Caller } from './sessions.ts';
import { createSlowCounter } from './slow-counter.ts';
import type { Footage, World } from './world.ts';

export const LIVE_PROTOCOL = 'vonglau-live.v1';

const HEARTBEAT_MS = 2000;
const MAX_STREAMS = 1024;
/** A client that asks for key frames more often than this is not heard. */
const KEY_FRAME_PAUSE_MS = 250;

export interface LiveOptions extends Omit<AuthorisedSocketOptions, 'protocol' | 'onMessage' | 'onDidClose'> {
  readonly caller: Caller;
  /** The TCP or TLS socket below the WebSocket. */
  readonly raw: Pick<Socket, 'cork' | 'uncork'>;
  readonly world: World;
  readonly turning: PtzPictures;
  readonly directory: Directory;
}

interface OpenStream {
  readonly cameraId: string;
  readonly camera: Camera;
  readonly profile: 'main' | 'sub';
  readonly live: LiveStream;
  readonly sound: SoundStream | null;
  /** Takes it off the board of open streams. */
  readonly leave: () => void;
  lastKeyRequestMs: number;
}

/** Serves one `/v1/live` connection until it closes. */
export function serveLive(options: LiveOptions): void {
  const { world, turning, directory, clock, schemas, raw } = options;
  const isOpen = schemas.guard('LiveOpen');
  const isCommand = schemas.guard('LiveStreamCommand');
  const isSet = schemas.guard('LiveSet');
  const streams = new Map<number, OpenStream>();
  /** While one of its cameras has the fault `stall-socket` the connection is open but mute; messages wait, pictures are lost. */
  let stalled = false;
  const waiting: object[] = [];

  const sendJson = (message: object): void => {
    if (stalled) waiting.push(message);
    else socket.sendJson(message);
  };
  const stall = (): void => {
    const before = stalled;
    stalled = [...streams.values()].some(({ cameraId }) => world.faults.of(cameraId)?.kind === 'stall-socket');
    if (!before || stalled) return;
    for (const message of waiting.splice(0)) socket.sendJson(message);
    for (const { live } of streams.values()) live.restart();
  };

  const footageOf = (camera: Camera, profile: 'main' | 'sub'): Footage => turning.footageOf(camera, profile) ?? world.footageOf(camera, profile);
  const showOther = (cameraId: string): void => {
    for (const { live, camera, profile } of streams.values()) if (camera.id === cameraId) live.setShowing(footageOf(camera, profile));
    world.pacer.wake();
  };
  const open = ({ stream, cameraId, profile, pace = 'full', audio = false }: LiveOpen): void => {
    const camera = directory.byId(cameraId);
    const refusal = streams.size >= MAX_STREAMS ? 'app/too-many-requests' : whyRefused(world, camera, profile);
    if (camera === null || refusal !== null) {
      sendJson({ type: 'refused', stream, code: refusal });
      return;
    }
    const { source, timing, newest } = footageOf(camera, profile);
    const heard = world.soundOf(camera);
    const fault = world.faults.of(cameraId);
    const sink = { send: socket.sendBytes, bufferedBytes: socket.bufferedBytes };
    const sound = heard === null ? null : createSoundStream({ stream, sound: heard, sink, fault });
    sound?.setOn(audio);
    streams.set(stream, { cameraId, camera, profile, live: createLiveStream({ stream, source, timing, newest, sink, fault, pace }), sound, leave: world.streams.enter(cameraId, profile, options.caller.person), lastKeyRequestMs: 0 });
    stall();
    const { codec, format, widthPx, heightPx, frameRate } = source;
    const track = heard === null ? {} : { audio: { codec: heard.codec, sampleRateHz: heard.sampleRateHz } };
    const opened: LiveOpened = { type: 'opened', stream, codec, format, ...track, widthPx, heightPx, frameRate };
    sendJson(opened);
    if (fault?.kind === 'cut') sendJson({ type: 'interrupted', stream, code: 'camera/lost' });
    world.pacer.wake();
  };
  const past = createLivePast({ world, turning, clock, viewer: options.caller.person, sendJson, sink: () => ({ send: socket.sendBytes, bufferedBytes: socket.bufferedBytes }) });
  const openPast = (asked: LiveOpen, fromUtcMs: number, untilUtcMs: number): void => {
    const camera = directory.byId(asked.cameraId);
    const refusal = streams.size >= MAX_STREAMS ? 'app/too-many-requests' : whyRefused(world, camera, asked.profile);
    if (camera === null || refusal !== null) sendJson({ type: 'refused', stream: asked.stream, code: refusal });
    else past.open(asked.stream, camera, asked.profile, fromUtcMs, untilUtcMs);
  };
  const counter = createSlowCounter(world.streams.openMs, open);
  const end = (stream: number): boolean => {
    counter.leave(stream);
    streams.get(stream)?.leave();
    return streams.delete(stream);
  };
  const set = ({ stream, pace, audio }: LiveSet): void => {
    const asked = counter.waiting(stream);
    if (asked !== null) counter.join(stream, { ...asked, ...(pace === undefined ? {} : { pace }), ...(audio === undefined ? {} : { audio }) });
    const known = streams.get(stream);
    if (pace !== undefined) known?.live.setPace(pace);
    if (audio !== undefined) known?.sound?.setOn(audio);
    world.pacer.wake();
  };
  const command = (type: 'close' | 'key-frame', stream: number): void => {
    if (type === 'close') {
      past.end(stream);
      if (end(stream)) stall();
      return;
    }
    const known = streams.get(stream);
    if (known === undefined) return;
    const now = clock.nowUtcMs();
    if (now - known.lastKeyRequestMs < KEY_FRAME_PAUSE_MS) return;
    known.lastKeyRequestMs = now;
    known.live.restart();
    world.pacer.wake();
  };
  const applyFault = (cameraId: string, now: Fault | null, before: Fault | null): void => {
    for (const [stream, known] of streams) {
      if (known.cameraId !== cameraId) continue;
      if (now?.kind === 'cut' && before?.kind !== 'cut') sendJson({ type: 'interrupted', stream, code: 'camera/lost' });
      if (now?.kind !== 'cut' && before?.kind === 'cut') sendJson({ type: 'resumed', stream });
      known.live.setFault(now);
      known.sound?.setFault(now);
    }
    stall();
    world.pacer.wake();
  };
  const drop = (cameraId: string): void => {
    for (const [stream, known] of streams) {
      if (known.cameraId !== cameraId) continue;
      end(stream);
      sendJson({ type: 'interrupted', stream, code: 'camera/unknown' });
    }
    past.drop(cameraId);
    stall();
  };
  const paced: PacedConnection = {
    streams: function* () {
      if (stalled) return;
      for (const { live, sound } of streams.values()) {
        yield live;
        if (sound !== null) yield sound;
      }
      yield* past.streams();
    },
    hold: () => {
      raw.cork();
    },
    flush: () => {
      raw.uncork();
    },
  };

  const stopFaults = world.faults.onDidChange(applyFault);
  const stopTurning = turning.onDidChange(showOther);
  const stopRemovals = directory.onDidRemove(drop);
  const unpace = world.pacer.add(paced);
  const heartbeat = setInterval(() => {
    if (!stalled) sendJson({ type: 'heartbeat', utcMs: Math.floor(clock.nowUtcMs()) });
  }, HEARTBEAT_MS);
  const socket: AuthorisedSocket = authoriseSocket({
    ...options,
    protocol: LIVE_PROTOCOL,
    onMessage: (type, message) => {
      switch (type) {
        case 'open':
          if (!isOpen(message) || streams.has(message.stream) || past.has(message.stream) || counter.waiting(message.stream) !== null) return false;
          if (message.fromUtcMs !== undefined && message.untilUtcMs !== undefined) {
            openPast(message, message.fromUtcMs, message.untilUtcMs);
            return true;
          }
          counter.join(message.stream, message);
          return true;
        case 'set':
          if (!isSet(message)) return false;
          set(message);
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
      stopTurning();
      stopRemovals();
      counter.close();
      for (const stream of [...streams.keys()]) end(stream);
      past.close();
    },
  });
}

function whyRefused(world: World, camera: Camera | null, profile: 'main' | 'sub'): ErrorCode | null {
  if (camera === null) return 'camera/unknown';
  if (world.brokenSinceUtcMs(camera.id) !== null) return 'camera/broken';
  return camera.streams.some((offered) => offered.profile === profile) ? null : 'stream/profile-missing';
}
