import type { RequestName } from './names.ts';
import type { Answer, InputOf, RequestContract } from './request-contract.ts';
import { alarmStatsContract } from './alarm-stats-contract.ts';
import { alarmsContract } from './alarms-contract.ts';
import { soundsContract } from './sounds-contract.ts';
import { directoryContract } from './directory-contract.ts';
import { dutyContract } from './duty-contract.ts';
import { layoutsContract } from './layouts-contract.ts';
import { mediaContract } from './media-contract.ts';
import { escalationContract } from './escalation-contract.ts';
import { proceduresContract } from './procedures-contract.ts';
import { ptzContract } from './ptz-contract.ts';
import { rulesContract } from './rules-contract.ts';
import { sessionContract } from './session-contract.ts';
import { surfaceContract } from './surface-contract.ts';
import { wallContract } from './wall-contract.ts';
import { windowContract } from './window-contract.ts';

/** Every request, summed from the features. A name without a contract does not compile. */
export const IPC_CONTRACT = {
  ...sessionContract,
  ...surfaceContract,
  ...wallContract,
  ...layoutsContract,
  ...mediaContract,
  ...directoryContract,
  ...ptzContract,
  ...alarmsContract,
  ...dutyContract,
  ...alarmStatsContract,
  ...proceduresContract,
  ...escalationContract,
  ...soundsContract,
  ...rulesContract,
  ...windowContract,
} as const satisfies Readonly<Record<RequestName, RequestContract<never, unknown> | RequestContract<unknown, unknown>>>;

export type IpcContract = typeof IPC_CONTRACT;
export type RequestInput<N extends RequestName> = InputOf<IpcContract[N]>;
export type RequestAnswer<N extends RequestName> = Answer<IpcContract[N]>;
