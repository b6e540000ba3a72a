import { isErrorCode } from '@contract/domain/error-code.ts';
import { isStill, STILL, type PtzVelocity } from '@contract/domain/ptz.ts';
import { assertNever, err, ok, type Result } from '@contract/domain/result.ts';
import { cameraId, type CameraId } from '@contract/domain/units.ts';
import type { Cancel } from '../../../platform/clock.ts';
import { keepSocket, type KeptSocket } from '../../../platform/kept-socket.ts';
import { createSkipCount } from '../../../platform/skip-count.ts';
import { openWebSocket, type WebSocketOpener } from '../../../platform/web-socket.ts';
import type { AdapterEnvironment, PtzLink, PtzListener, PtzPort } from '../../adapter.ts';
import type { TierClient } from './client.ts';
import { readRecords } from './mapping.ts';
import { mapAsk, mapHead, mapHolder, mapPatrol, mapPreset } from './ptz-mapping.ts';
import { createMovingCameras } from './ptz-moving.ts';
import { wireHead, wirePatrol, wirePlaces, wirePreset, wirePtzMessage, type WirePtzMessage } from './ptz-wire.schema.ts';

const PROTOCOL = 'vonglau-ptz.v1';
/** Two heartbeats of the server, and a little. */
const SILENCE_LIMIT_MS = 4500;
const ANSWER_LIMIT_MS = 5000;
const REQUEST_MAX = 2 ** 32 - 1;

/** The port, and the means to end all that was opened through it. */
export interface ClosablePtz {
  readonly port: PtzPort;
  readonly closeAll: () => void;
}

/** Heads of a Tier API server; `url` is that of its WebSocket. */
export function createPtz(environment: AdapterEnvironment, url: string, client: TierClient, openSocket: WebSocketOpener = openWebSocket): ClosablePtz {
  const links = new Set<PtzLink>();
  return {
    port: {
      places: async (camera) => {
        const places = await client.read({ method: 'GET', path: `v1/cameras/${encodeURIComponent(camera)}/ptz` }, wirePlaces);
        if (!places.ok) return places;
        const presets = readRecords(places.value.presets, wirePreset);
        const patrols = readRecords(places.value.patrols, wirePatrol);
        client.skipped('ptz', presets.skipped + patrols.skipped);
        return ok({ presets: withoutRepeats(presets.records).map(mapPreset), patrols: withoutRepeats(patrols.records).map(mapPatrol) });
      },
      open: (listener) => {
        const link = openLink({ environment, url, openSocket, listener });
        const close = (): void => {
          links.delete(owned);
          link.close();
        };
        const owned: PtzLink = { ...link, close };
        links.add(owned);
        return owned;
      },
    },
    closeAll: () => {
      for (const link of [...links]) link.close();
    },
  };
}

interface Opening {
  readonly environment: AdapterEnvironment;
  readonly url: string;
  readonly openSocket: WebSocketOpener;
  readonly listener: PtzListener;
}

interface Waiting {
  readonly settle: (answer: Result<null>) => void;
  readonly cancel: Cancel;
}

function openLink({ environment, url, openSocket, listener }: Opening): PtzLink {
  const { timers, log } = environment;
  const skip = createSkipCount(log, 'tier.ptz-skipped');
  const waiting = new Map<number, Waiting>();
  const moving = createMovingCameras();
  let request = 0;
  let connected = false;
  let closed = false;

  const setConnected = (now: boolean): void => {
    if (connected === now || closed) return;
    connected = now;
    listener.onConnection(now);
  };
  const settle = (number: number, answer: Result<null>): void => {
    const asked = waiting.get(number);
    if (asked === undefined) return;
    waiting.delete(number);
    asked.cancel();
    asked.settle(answer);
  };
  const settleAll = (): void => {
    for (const number of [...waiting.keys()]) settle(number, err('ptz/unreachable', { retryable: true, detail: 'link lost' }));
  };
  const nextRequest = (): number => {
    request = request >= REQUEST_MAX ? 1 : request + 1;
    return request;
  };
  const put = (message: object): void => socket.send(JSON.stringify(message));
  const ask = (message: object): Promise<Result<null>> => {
    if (!connected || closed) return Promise.resolve(err('ptz/unreachable', { retryable: true, detail: 'no link' }));
    const number = nextRequest();
    return new Promise((resolve) => {
      const cancel = timers.after(ANSWER_LIMIT_MS, () => settle(number, err('ptz/unreachable', { retryable: true, detail: 'no answer' })));
      waiting.set(number, { settle: resolve, cancel });
      put({ ...message, request: number });
    });
  };
  const move = (camera: CameraId, { pan, tilt, zoom }: PtzVelocity): boolean => {
    if (!connected || closed) return false;
    const number = nextRequest();
    if (isStill({ pan, tilt, zoom })) moving.stop(camera);
    else moving.add(camera, number);
    put({ type: 'move', request: number, cameraId: camera, pan, tilt, zoom });
    return true;
  };
  const onHeads = (items: readonly unknown[], isAll: boolean): void => {
    const { records, skipped } = readRecords(items, wireHead);
    if (skipped > 0) skip('head');
    listener.onHeads(records.map(mapHead), isAll);
  };

  const onOutcome = (number: number, answer: Result<null>): void => {
    if (waiting.has(number)) return settle(number, answer);
    // Of a movement only a refusal is told: whose hand it is comes with the heads.
    const refused = answer.ok ? null : moving.cameraOf(number);
    skip(answer.ok ? 'movement' : answer.error.code);
    if (refused === null || answer.ok) return;
    moving.stop(refused);
    listener.onMoveRefused(refused, answer.error);
  };

  const onMessage = (message: WirePtzMessage): void => {
    switch (message.type) {
      case 'outcome':
        return onOutcome(message.request, message.ok ? ok(null) : err(message.code !== undefined && isErrorCode(message.code) ? message.code : 'tier/refused'));
      case 'heads':
        onHeads(message.items, true);
        return setConnected(true);
      case 'changed':
        return onHeads(message.items, false);
      case 'taken':
        moving.stop(cameraId(message.cameraId));
        return listener.onTaken(cameraId(message.cameraId), mapHolder(message.by));
      case 'asked':
        return listener.onAsked(mapAsk(message.ask));
      case 'heartbeat':
        return;
      default:
        return assertNever(message);
    }
  };

  const socket: KeptSocket = keepSocket(
    {
      url,
      protocol: PROTOCOL,
      trust: environment.trust,
      accessToken: environment.accessToken,
      silenceLimitMs: SILENCE_LIMIT_MS,
      openSocket,
      clock: environment.clock,
      timers,
      random: environment.random,
    },
    {
      onConnecting: () => undefined,
      onOpen: () => undefined,
      onText: (text) => {
        const message = readMessage(text);
        if (closed) return;
        if (message === null) skip('message');
        else onMessage(message);
      },
      onBinary: () => skip('binary'),
      onLost: (error) => {
        log.warn('tier.ptz-lost', { code: error.code, detail: error.detail });
        // Nothing that was moving is renewed over the next connection: the server has stopped it.
        moving.clear();
        settleAll();
        setConnected(false);
      },
    },
  );

  return {
    claim: (camera) => ask({ type: 'claim', cameraId: camera }),
    release: (camera) => ask({ type: 'release', cameraId: camera }),
    move,
    act: (camera, act) => ask({ type: 'do', cameraId: camera, act }),
    ask: (camera, minutes, reason) => ask({ type: 'ask', cameraId: camera, minutes, reason }),
    answer: (askId, accept) => ask({ type: 'answer', askId, accept }),
    renew: () => socket.renew(),
    retryNow: () => socket.retryNow(),
    close: () => {
      if (closed) return;
      // The hands are let go by the server with the connection.
      for (const camera of moving.cameras()) move(camera, STILL);
      closed = true;
      settleAll();
      socket.close();
    },
  };
}

/** The first of each number. */
function withoutRepeats<T extends { readonly number: number }>(records: readonly T[]): readonly T[] {
  const seen = new Set<number>();
  return records.filter(({ number }) => !seen.has(number) && seen.add(number));
}

function readMessage(text: string): WirePtzMessage | null {
  try {
    const read = wirePtzMessage.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
