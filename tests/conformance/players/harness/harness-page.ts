import { MEDIA_PORT_MESSAGE } from '@contract/ipc/bridge.ts';
import { idleTile, pictureAgeMs, reduceTile, type Tile, type TileInput, type TileInstant } from '@contract/domain/tile-truth.ts';
import { streamId } from '@contract/domain/units.ts';
import { createTicker, windowTimers } from '../../../../renderer/lib/ticker.ts';
import { startMediaWorker } from '../../../../renderer/lib/trusted-worker.ts';
import type { AudioState, PlayerEvent } from '../../../../renderer/players/player-events.ts';
import { createPlayer, playableProfiles } from '../../../../renderer/players/player-registry.ts';
import type { TilePlayer } from '../../../../renderer/players/tile-player.ts';
import { MediaEngine } from '../../../../renderer/players/webcodecs/media-engine.ts';
import type { ClipName, FeedCommand, Harness } from './harness-protocol.ts';

declare global {
  interface Window {
    readonly feed: { readonly send: (command: FeedCommand) => void; readonly ready: () => void };
    harness: Harness;
  }
}

interface HarnessTile {
  readonly player: TilePlayer;
  readonly figure: HTMLElement;
  clip: ClipName;
  stream: number;
  truth: Tile;
  unmount: () => void;
  ages: number[];
  audio: AudioState | null;
  darkest: number | null;
  lastCaptureUtcMs: number;
  isGone: boolean;
}

const problems: string[] = [];
window.addEventListener('error', (event) => problems.push(event.message));
window.addEventListener('unhandledrejection', (event) => problems.push(String(event.reason)));
window.addEventListener('securitypolicyviolation', (event) => problems.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));

let workers = 0;
window.Worker = class extends Worker {
  constructor(...given: ConstructorParameters<typeof Worker>) {
    super(...given);
    workers += 1;
  }
  override terminate(): void {
    workers -= 1;
    super.terminate();
  }
};

let openFrames = 0;
new BroadcastChannel('open-frames').onmessage = (event: MessageEvent<number>) => {
  openFrames = event.data;
};

const nowUtcMs = (): number => performance.timeOrigin + performance.now();
const instant = (): TileInstant => ({ nowMonoMs: performance.now(), serverNowUtcMs: nowUtcMs() });
const ticker = createTicker(250, windowTimers);
const engine = new MediaEngine({
  startWorker: startMediaWorker,
  onPortNeeded: () => {
    location.reload();
  },
  nowMs: () => performance.now(),
  ticker,
});
const tiles: HarnessTile[] = [];
let nextStream = 1;

const open = (tile: HarnessTile): void => {
  tile.stream = nextStream;
  nextStream += 1;
  window.feed.send({ kind: 'open', stream: tile.stream, clip: tile.clip });
  reduce(tile, { kind: 'restarted', ...instant() });
  tile.player.play({ stream: streamId(tile.stream) });
};

const reduce = (tile: HarnessTile, input: TileInput): void => {
  tile.truth = reduceTile(tile.truth, input);
  tile.figure.dataset['state'] = tile.truth.state.kind;
  tile.figure.dataset['ageMs'] = String(pictureAgeMs(tile.truth));
};

const onEvent = (tile: HarnessTile, event: PlayerEvent): void => {
  if (event.kind === 'audio') tile.audio = event.state;
  else if (event.kind === 'status' || event.kind === 'decoder' || event.kind === 'stillness' || event.kind === 'restarted') reduce(tile, { ...event, ...instant() });
};

ticker.add(() => {
  for (const tile of tiles) if (!tile.isGone) reduce(tile, { kind: 'tick', ...instant() });
});
engine.onPort((news) => {
  if (news === 'replaced') for (const tile of tiles) if (!tile.isGone) open(tile);
});
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const [port] = event.ports;
  if (event.data === MEDIA_PORT_MESSAGE && port !== undefined) engine.setPort(port);
});

const wall = document.getElementById('wall');
const at = (tile: number): HarnessTile => {
  const found = tiles[tile];
  if (found === undefined) throw new Error(`no tile ${String(tile)}`);
  return found;
};

const canvas = document.createElement('canvas');
canvas.width = 64;
canvas.height = 36;
const context = canvas.getContext('2d', { willReadFrequently: true });

/** Of what lies on top: the last element in the tile. */
const brightness = ({ figure }: HarnessTile): number => {
  const video = [...figure.querySelectorAll('video')].at(-1);
  if (video === undefined || context === null) return 0;
  context.fillStyle = '#000';
  context.fillRect(0, 0, 64, 36);
  context.drawImage(video, 0, 0, 64, 36);
  const { data } = context.getImageData(0, 0, 64, 36);
  let sum = 0;
  for (let index = 0; index < data.length; index += 4) sum += (data[index] ?? 0) + (data[index + 1] ?? 0) + (data[index + 2] ?? 0);
  return sum / (data.length / 4) / 3;
};

const look = (tile: HarnessTile): void => {
  if (tile.darkest === null || tile.isGone) return;
  tile.darkest = Math.min(tile.darkest, brightness(tile));
  requestAnimationFrame(() => {
    look(tile);
  });
};

const remove = (tile: HarnessTile): void => {
  tile.isGone = true;
  tile.unmount();
  window.feed.send({ kind: 'close', stream: tile.stream });
  tile.player.destroy();
  reduce(tile, { kind: 'cleared', ...instant() });
};

const CODECS = {
  h264: { format: 'annexb', codec: 'avc1.4d401f' },
  'h264-large': { format: 'annexb', codec: 'avc1.4d401f' },
  fmp4: { format: 'fmp4', codec: 'avc1.4d401e' },
  mjpeg: { format: 'jpeg', codec: 'jpeg' },
  mpeg1: { format: 'mpegts', codec: 'mp1v' },
  hevc: { format: 'annexb', codec: 'hvc1.1.6.L93.90' },
} as const;

window.harness = {
  addTile: (widthPx, heightPx, clip) => {
    const figure = document.createElement('figure');
    figure.style.width = `${String(widthPx)}px`;
    figure.style.height = `${String(heightPx)}px`;
    wall?.append(figure);
    const player = createPlayer(engine);
    const tile: HarnessTile = { player, figure, clip, stream: 0, truth: idleTile(), unmount: player.attach(figure), ages: [], audio: null, darkest: null, lastCaptureUtcMs: 0, isGone: false };
    player.onEvidence(({ captureUtcMs, mediaTimeUs, displayDelayMs }) => {
      reduce(tile, { kind: 'presented', captureUtcMs, mediaTimeUs, ...instant() });
      tile.ages.push(nowUtcMs() - captureUtcMs + displayDelayMs);
      tile.lastCaptureUtcMs = captureUtcMs;
    });
    player.onEvent((event) => {
      onEvent(tile, event);
    });
    reduce(tile, { kind: 'assigned', ...instant() });
    open(tile);
    return tiles.push(tile) - 1;
  },
  removeTile: (tile) => {
    if (!at(tile).isGone) remove(at(tile));
    at(tile).figure.remove();
  },
  moveTile: (tile) => {
    const moved = at(tile);
    moved.unmount();
    moved.figure.remove();
    wall?.append(moved.figure);
    moved.unmount = moved.player.attach(moved.figure);
  },
  retune: (tile, clip) => {
    at(tile).clip = clip;
    window.feed.send({ kind: 'retune', stream: at(tile).stream, clip });
  },
  setVisible: (tile, visible) => {
    at(tile).player.setVisible(visible);
    reduce(at(tile), { kind: visible ? 'resumed' : 'paused', ...instant() });
  },
  setCadence: (tile, everyNth) => {
    at(tile).player.setCadence(everyNth);
  },
  setAudio: (tile, on) => {
    at(tile).player.setAudio(on);
    if (on) window.feed.send({ kind: 'sound', stream: at(tile).stream });
  },
  grab: async (tile) => {
    const picture = await at(tile).player.grab();
    if (picture === null) return null;
    const { displayWidth: widthPx, timestamp } = picture.image;
    picture.image.close();
    return { widthPx, ageMs: nowUtcMs() - picture.captureUtcMs, skewMs: timestamp / 1_000 };
  },
  watch: (tile) => {
    at(tile).darkest = 255;
    look(at(tile));
  },
  darkest: (tile) => at(tile).darkest ?? 255,
  playable: (clips) => playableProfiles(clips.map(({ profile, clip }) => ({ profile, ...CODECS[clip], widthPx: 640, heightPx: 360, frameRate: 15 }))),
  destroyTwice: (tile) => {
    remove(at(tile));
    at(tile).player.destroy();
  },
  report: (tile) => {
    const { player, ages, truth, audio } = at(tile);
    const { state } = truth;
    return { ...player.stats(), state: state.kind, cause: 'cause' in state ? state.cause : null, ageMs: pictureAgeMs(truth), drawnAgesMs: ages, audio };
  },
  resetAges: () => {
    for (const tile of tiles) tile.ages = [];
  },
  brightness: (tile) => brightness(at(tile)),
  streamOf: (tile) => at(tile).stream,
  workers: () => workers,
  openFrames: () => openFrames,
  problems: () => problems,
};
window.feed.ready();
