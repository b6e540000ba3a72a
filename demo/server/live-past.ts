import type { Camera, LiveOpened, Person } from './api-types.ts';
import type { Clock } from './clock.ts';
import type { Paced, StreamSink } from './live-stream.ts';
import { createPastStream, hasPast } from './past-stream.ts';
import type { PtzPictures } from './ptz-pictures.ts';
import type { World } from './world.ts';

/** Longest span that is sent. */
const SPAN_MAX_MS = 120_000;

export interface LivePastOptions {
  readonly world: World;
  readonly turning: PtzPictures;
  readonly clock: Clock;
  readonly viewer: Person;
  readonly sendJson: (message: object) => void;
  readonly sink: () => StreamSink;
}

/** Recorded pictures asked for on one live connection. */
export interface LivePast {
  /** Opens, or refuses with replay/nothing-kept or app/invalid-input. */
  readonly open: (stream: number, camera: Camera, profile: 'main' | 'sub', fromUtcMs: number, untilUtcMs: number) => void;
  readonly has: (stream: number) => boolean;
  readonly end: (stream: number) => void;
  /** The camera is not the viewer's any more. */
  readonly drop: (cameraId: string) => void;
  readonly streams: () => Iterable<Paced>;
  readonly close: () => void;
}

/** The demo records nothing: what a camera showed at a time is computed from its loop. What a head that was turned showed is not known any more. */
export function createLivePast({ world, turning, clock, viewer, sendJson, sink }: LivePastOptions): LivePast {
  const running = new Map<number, { readonly cameraId: string; readonly past: Paced; readonly leave: () => void }>();
  const end = (stream: number): void => {
    running.get(stream)?.leave();
    running.delete(stream);
  };
  return {
    open: (stream, camera, profile, fromUtcMs, askedUntilUtcMs) => {
      if (askedUntilUtcMs <= fromUtcMs || askedUntilUtcMs - fromUtcMs > SPAN_MAX_MS) return sendJson({ type: 'refused', stream, code: 'app/invalid-input' });
      const untilUtcMs = Math.min(askedUntilUtcMs, clock.nowUtcMs());
      const changes = world.historyOf(camera.id);
      const worked = (utcMs: number): boolean => (changes.find(({ sinceUtcMs }) => sinceUtcMs <= utcMs)?.state ?? 'working') === 'working';
      const isTurned = turning.footageOf(camera, profile) !== null;
      const { source, timing } = world.footageOf(camera, profile);
      if (isTurned || untilUtcMs <= fromUtcMs || !hasPast({ timing, fromUtcMs, untilUtcMs, worked })) return sendJson({ type: 'refused', stream, code: 'replay/nothing-kept' });
      const onEnded = (): void => {
        end(stream);
        sendJson({ type: 'ended', stream });
      };
      running.set(stream, { cameraId: camera.id, past: createPastStream({ stream, source, timing, fromUtcMs, untilUtcMs, worked, sink: sink(), onEnded }), leave: world.streams.enter(camera.id, profile, viewer) });
      const { codec, format, widthPx, heightPx, frameRate } = source;
      const opened: LiveOpened = { type: 'opened', stream, codec, format, widthPx, heightPx, frameRate, recorded: true };
      sendJson(opened);
      world.pacer.wake();
    },
    has: (stream) => running.has(stream),
    end,
    drop: (cameraId) => {
      for (const [stream, known] of running) {
        if (known.cameraId !== cameraId) continue;
        end(stream);
        sendJson({ type: 'interrupted', stream, code: 'camera/unknown' });
      }
    },
    streams: function* () {
      for (const { past } of [...running.values()]) yield past;
    },
    close: () => {
      for (const stream of [...running.keys()]) end(stream);
    },
  };
}
