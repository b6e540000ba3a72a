import type { Result } from '@contract/domain/result.ts';
import type { IpcContract } from '@contract/ipc/contract.ts';
import type { RequestName } from '@contract/ipc/names.ts';
import type { InputOf } from '@contract/ipc/request-contract.ts';

/** What a service answers a handler: at once, or later. */
export type Answer<T> = Promise<Result<T>> | Result<T>;

/** What a window sends with a request, checked. */
export type InputFor<N extends RequestName> = InputOf<IpcContract[N]>;
