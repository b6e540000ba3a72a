// One a window: decodes all its tiles. Takes access units from the gateway's port, gives pictures to the tiles' tracks.
import type { GatewayToWindow, WindowToGateway } from '@contract/ipc/media-port.ts';
import type { StreamId } from '@contract/domain/units.ts';
import { EarlyUnits } from './early-units.ts';
import { createLumaReader } from './luma-signature.ts';
import { createPace } from './presentation-pace.ts';
import { WorkerPlayer } from './worker-player.ts';
import type { PageToWorker, PlayerKey, WorkerToPage } from './worker-protocol.ts';

declare const self: DedicatedWorkerGlobalScope;

const BEAT_MS = 1_000;

const players = new Map<PlayerKey, WorkerPlayer<VideoFrame>>();
const byStream = new Map<StreamId, WorkerPlayer<VideoFrame>>();
const early = new EarlyUnits();
const support = new Map<string, Promise<boolean>>();
let gateway: MessagePort | null = null;

const toPage = (message: WorkerToPage, transfer: Transferable[] = []): void => {
  self.postMessage(message, transfer);
};

const toGateway = (message: WindowToGateway): void => {
  gateway?.postMessage(message);
};

const isSupported = (codec: string): Promise<boolean> => {
  const known = support.get(codec) ?? VideoDecoder.isConfigSupported({ codec, optimizeForLatency: true }).then((answer) => answer.supported === true, () => false);
  support.set(codec, known);
  return known;
};

const after = (delayMs: number, run: () => void): (() => void) => {
  const timer = self.setTimeout(run, delayMs);
  return () => {
    self.clearTimeout(timer);
  };
};

const pace = createPace({ tiles: () => byStream.size, nowMs: () => performance.now(), after });

const readLuma = createLumaReader();

const onUnit = (event: MessageEvent<GatewayToWindow>): void => {
  const player = byStream.get(event.data.stream);
  if (player === undefined) early.add(event.data, performance.now());
  else player.receive(event.data);
};

const takePort = (port: MessagePort | undefined): void => {
  gateway?.close();
  gateway = port ?? null;
  if (port !== undefined) port.onmessage = onUnit;
};

const createPlayer = (key: PlayerKey): void => {
  const player = new WorkerPlayer<VideoFrame>({
    createDecoder: ({ output, error }) => new VideoDecoder({ output, error }),
    createChunk: (init) => new EncodedVideoChunk(init),
    isSupported,
    pace,
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
