// One a window: decodes all its tiles. Takes units from the gateway's port, gives pictures to the tiles' tracks.
import { TAKEN_EVERY_BYTES, type GatewayToWindow, type WindowToGateway } from '@contract/ipc/media-port.ts';
import type { StreamId } from '@contract/domain/units.ts';
import { askPlayers } from '../codec-support.ts';
import { PICTURE_DECODERS } from '../decoder-registry.ts';
import { openMediaOutlet } from '../mse/media-outlet.ts';
import { EarlyUnits } from './early-units.ts';
import { createLumaReader } from './luma-signature.ts';
import { OpeningOrder } from './opening-order.ts';
import { createPace } from './presentation-pace.ts';
import { WorkerPlayer } from './worker-player.ts';
import type { PageToWorker, PlayerKey, WorkerToPage } from './worker-protocol.ts';

declare const self: DedicatedWorkerGlobalScope;

const BEAT_MS = 1_000;

const players = new Map<PlayerKey, WorkerPlayer<VideoFrame>>();
const byStream = new Map<StreamId, WorkerPlayer<VideoFrame>>();
const early = new EarlyUnits();
let gateway: MessagePort | null = null;

const toPage = (message: WorkerToPage, transfer: Transferable[] = []): void => {
  self.postMessage(message, transfer);
};

const toGateway = (message: WindowToGateway): void => {
  gateway?.postMessage(message);
};

const after = (delayMs: number, run: () => void): (() => void) => {
  const timer = self.setTimeout(run, delayMs);
  return () => {
    self.clearTimeout(timer);
  };
};

const pace = createPace({ tiles: () => byStream.size, nowMs: () => performance.now(), after });

const openings = new OpeningOrder({ after, nowMs: () => performance.now() });

const readLuma = createLumaReader();

let takenBytes = 0;
/** Tells the gateway that the port is being read: it sends no pictures to a window that is stuck. */
const countTaken = (message: GatewayToWindow): void => {
  if (message.kind !== 'unit' && message.kind !== 'audio') return;
  takenBytes += message.data.byteLength;
  if (takenBytes < TAKEN_EVERY_BYTES) return;
  toGateway({ kind: 'taken', bytes: takenBytes });
  takenBytes = 0;
};

const onUnit = (event: MessageEvent<GatewayToWindow>): void => {
  countTaken(event.data);
  const player = byStream.get(event.data.stream);
  if (player === undefined) early.add(event.data, performance.now());
  else player.receive(event.data);
};

const takePort = (port: MessagePort | undefined): void => {
  gateway?.close();
  gateway = port ?? null;
  takenBytes = 0;
  if (port !== undefined) port.onmessage = onUnit;
};

const createPlayer = (key: PlayerKey): void => {
  const player = new WorkerPlayer<VideoFrame>({
    createDecoder: (name, init) => PICTURE_DECODERS[name](init),
    openOutlet: (codec, on) =>
      openMediaOutlet(codec, {
        ...on,
        onHandle: (handle) => {
          toPage({ kind: 'show-media', player: key, handle }, [handle]);
        },
      }),
    onMark: (mark) => {
      toPage({ kind: 'mark', player: key, mark });
    },
    askPlayers,
    pace,
    openings,
    toGateway,
    after,
    nowMs: () => performance.now(),
    onEvent: (event) => {
      toPage({ kind: 'event', player: key, event });
    },
    readLuma,
    onBase: (baseUtcUs) => {
      toPage({ kind: 'base', player: key, baseUtcUs });
    },
    onTrack: () => {
      toPage({ kind: 'show-track', player: key });
    },
    onSound: (data) => {
      toPage({ kind: 'sound', player: key, data }, [data]);
    },
  });
  players.set(key, player);
  if (typeof VideoTrackGenerator === 'undefined') {
    toPage({ kind: 'writable-wanted', player: key });
    return;
  }
  const generator = new VideoTrackGenerator();
  player.sink.connect(generator.writable.getWriter());
  toPage({ kind: 'track', player: key, track: generator.track }, [generator.track]);
};

const stopPlayer = (player: WorkerPlayer<VideoFrame>): void => {
  if (player.stream !== null) byStream.delete(player.stream);
  player.stop();
};

const onPageMessage = (message: PageToWorker, ports: readonly MessagePort[]): void => {
  if (message.kind === 'port') {
    takePort(ports[0]);
    return;
  }
  if (message.kind === 'player') {
    createPlayer(message.player);
    return;
  }
  const player = players.get(message.player);
  if (player === undefined) return;
  switch (message.kind) {
    case 'writable':
      player.sink.connect(message.writable.getWriter());
      return;
    case 'play':
      stopPlayer(player);
      player.play(message.stream);
      byStream.set(message.stream, player);
      for (const each of early.take(message.stream)) player.receive(each);
      return;
    case 'stop':
      stopPlayer(player);
      return;
    case 'visible':
      player.setVisible(message.visible);
      return;
    case 'cadence':
      player.setCadence(message.everyNth);
      return;
    case 'audio':
      player.setSound(message.on);
      return;
    case 'media-failed':
      player.failMedia();
      return;
    case 'end':
      stopPlayer(player);
      player.end();
      players.delete(message.player);
      return;
  }
};

self.onmessage = (event: MessageEvent<PageToWorker>): void => {
  onPageMessage(event.data, event.ports);
};

self.setInterval(() => {
  early.sweep(performance.now());
  for (const player of players.values()) player.check();
  toPage({ kind: 'beat', counters: [...players].map(([key, player]) => [key, player.counters()] as const) });
}, BEAT_MS);
