import type { Caller } from './sessions.ts';
import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '../../contract/domain/error-code.ts';
import { authoriseSocket, type AuthorisedSocket, type AuthorisedSocketOptions } from './authorised-socket.ts';
import type { Directory } from './directory.ts';
import type { Refusal, Steerer } from '../ptz/hand.ts';
import type { Heads } from './ptz-heads.ts';

export const PTZ_PROTOCOL = 'vonglau-ptz.v1';

const HEARTBEAT_MS = 2000;

export interface PtzOptions extends Omit<AuthorisedSocketOptions, 'protocol' | 'onMessage' | 'onDidClose'> {
  readonly caller: Caller;
  readonly directory: Directory;
  readonly heads: Heads;
  /** What stands for a person's unit when they have none. */
  readonly centreName: string;
}

/** Serves one `/v1/ptz` connection until it closes: all heads first, then each change; answers what is asked of them. */
export function servePtz(options: PtzOptions): void {
  const { heads, directory, clock, schemas, caller } = options;
  const isClaim = schemas.guard('PtzClaim');
  const isMove = schemas.guard('PtzMove');
  const isDo = schemas.guard('PtzDo');
  const isAsk = schemas.guard('PtzAskFor');
  const isAnswer = schemas.guard('PtzAnswer');
  const connection = randomUUID();
  const { person } = caller;
  const steerer: Steerer | null =
    person.ptzLevel !== undefined && person.rights.includes('ptz.steer') ? { connection, holder: { personId: caller.subjectId, name: person.name, unitName: person.unitName ?? options.centreName, level: person.ptzLevel } } : null;
  const sees = (cameraId: string): boolean => directory.byId(cameraId) !== null;

  const outcome = (request: number, refusal: Refusal | null): void => {
    socket.sendJson({ type: 'outcome', request, ok: refusal === null, ...(refusal === null ? {} : refusal) });
  };
  /** Why this caller may not touch this camera; null: they may. */
  const whyNot = (cameraId: string): ErrorCode | null => (steerer === null ? 'app/not-allowed' : sees(cameraId) ? null : 'camera/unknown');
  const ifAllowed = (cameraId: string, run: (who: Steerer) => Refusal | null): Refusal | null => {
    const code = whyNot(cameraId);
    return code !== null || steerer === null ? { code: code ?? 'app/not-allowed' } : run(steerer);
  };

  const socket: AuthorisedSocket = authoriseSocket({
    ...options,
    protocol: PTZ_PROTOCOL,
    onMessage: (type, message) => {
      switch (type) {
        case 'claim':
        case 'release': {
          if (!isClaim(message)) return false;
          const { cameraId, request } = message;
          outcome(request, ifAllowed(cameraId, (who) => (message.type === 'claim' ? heads.claim(who, cameraId) : heads.release(who, cameraId))));
          return true;
        }
        case 'move': {
          if (!isMove(message)) return false;
          const { cameraId, request, pan, tilt, zoom } = message;
          const refusal = ifAllowed(cameraId, (who) => heads.move(who, cameraId, { pan, tilt, zoom }, request));
          if (refusal !== null) outcome(request, refusal);
          return true;
        }
        case 'do':
          if (!isDo(message)) return false;
          outcome(message.request, ifAllowed(message.cameraId, (who) => heads.act(who, message.cameraId, message.act)));
          return true;
        case 'ask':
          if (!isAsk(message)) return false;
          outcome(message.request, ifAllowed(message.cameraId, (who) => heads.ask(who, message.cameraId, message.minutes, message.reason)));
          return true;
        case 'answer':
          if (!isAnswer(message)) return false;
          outcome(message.request, steerer === null ? { code: 'app/not-allowed' } : heads.answer(steerer, message.askId, message.accept));
          return true;
        default:
          return true;
      }
    },
    onDidClose: () => {
      clearInterval(heartbeat);
      leave();
    },
  });
  const leave = heads.join({
    connection,
    sees,
    onChanged: (items) => socket.sendJson({ type: 'changed', items }),
    onTaken: (cameraId, by) => socket.sendJson({ type: 'taken', cameraId, by }),
    onAsked: (ask) => socket.sendJson({ type: 'asked', ask }),
  });
  const heartbeat = setInterval(() => {
    socket.sendJson({ type: 'heartbeat', utcMs: Math.floor(clock.nowUtcMs()) });
  }, HEARTBEAT_MS);
  socket.sendJson({ type: 'heads', items: heads.active().filter(({ cameraId }) => sees(cameraId)) });
}
