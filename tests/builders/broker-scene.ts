import type { StreamDemand, StreamProfile } from '@contract/domain/stream.ts';
import { cameraId } from '@contract/domain/units.ts';
import { createBroker, type GatewayProcess } from '../../main/media/broker.ts';
import type { BrokerMessage, GatewayMessage } from '../../main/media/gateway-protocol.ts';
import type { LiveSource } from '../../main/vms/adapter.ts';
import { createFakeTime } from './fake-time.ts';
import { createRecordingLog } from './recording-log.ts';

export const BROKER_SOURCE: LiveSource = { transport: 'ws-annexb', url: 'wss://tier/live', trust: { caPem: null, spkiPins: [] } };

const MAIN: StreamProfile = { profile: 'main', codec: 'avc1.640028', format: 'annexb', widthPx: 1920, heightPx: 1080, frameRate: 25, bitrateKbps: 4000 };
const SUB: StreamProfile = { profile: 'sub', codec: 'avc1.42c01e', format: 'annexb', widthPx: 640, heightPx: 360, frameRate: 15, bitrateKbps: 500 };
export const demand = (over: Partial<StreamDemand> = {}): StreamDemand => ({ widthPx: 320, heightPx: 180, importance: 'wall', playable: ['main', 'sub'], pace: 'full', audio: false, ...over });
export const LARGE = { widthPx: 1920, heightPx: 1080 } as const;

interface Started {
  readonly posted: (readonly [BrokerMessage['kind'], BrokerMessage, string | undefined])[];
  readonly say: (message: GatewayMessage) => void;
  readonly die: () => void;
  killed: boolean;
}

/** A broker whose gateways and windows the test plays; one window, one server and a token once `ready`. */
export function brokering() {
  const time = createFakeTime();
  const log = createRecordingLog();
  const gateways: Started[] = [];
  const gone = new Set<number>();
  let ports = 0;
  const broker = createBroker<string>({
    spawn: (onMessage, onExit): GatewayProcess<string> => {
      const started: Started = { posted: [], killed: false, say: onMessage, die: () => onExit(1) };
      gateways.push(started);
      return {
        post: (message, port) => void started.posted.push([message.kind, message, port]),
        kill: () => {
          started.killed = true;
        },
      };
    },
    connectWindow: (window) => (gone.has(window) ? null : `port-${(ports += 1)}-of-${window}`),
    profilesOf: (camera) => (camera === 'unknown' ? [] : [MAIN, SUB]),
    clock: time.clock,
    timers: time.timers,
    log,
  });
  const gateway = () => {
    const last = gateways.at(-1);
    if (last === undefined) throw new Error('no gateway was started');
    return last;
  };
  const kinds = () => gateway().posted.map(([kind]) => kind);
  const given = () => gateway().posted.flatMap(([kind, , port]) => (kind === 'port' ? [port] : []));
  const open = (window = 1) => broker.open(window, cameraId('c1'), demand());
  /** Opens a camera that is there; answers its stream. */
  const opened = (camera: string, over: Partial<StreamDemand> = {}, window = 1) => {
    const answer = broker.open(window, cameraId(camera), demand(over));
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value.stream;
  };
  const retunes = () => gateway().posted.flatMap(([, message]) => (message.kind === 'retune' ? [`${message.stream} ${message.grant.profile} ${message.grant.pace} ${message.grant.lowered ?? 'as asked'}`] : []));
  const grants = () => gateway().posted.flatMap(([, message]) => (message.kind === 'attach' ? [`${message.stream} ${message.grant.profile} ${message.grant.pace} ${message.grant.lowered ?? 'as asked'}`] : []));
  const ready = () => {
    broker.setSource(BROKER_SOURCE, 'token');
    broker.windowReady(1);
  };
  return { ...time, broker, gateways, gateway, kinds, given, gone, log, open, opened, retunes, grants, ready };
}
