import { err, type AppError, type Result } from '@contract/domain/result.ts';
import { NO_BACK_OFF, nextBackOff } from '../platform/back-off.ts';
import type { Cancel, Clock, Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { DirectoryDb } from '../storage/directory-db.ts';
import type { AdapterEnvironment, VmsConnection } from '../vms/adapter.ts';
import { createOpenDirectory, type OpenCommand, type OpenDirectory } from './open-directory.ts';
import type { DirectoryCommand, DirectoryReport } from './protocol.ts';

export interface DirectoryOptions {
  readonly post: (report: DirectoryReport) => void;
  readonly openDb: (file: string) => Result<{ readonly db: DirectoryDb; readonly wasDamaged: boolean }>;
  /** Deletes a damaged file; false: it is still there. */
  readonly discard: (file: string) => boolean;
  /** Null: nobody speaks to servers of this kind. */
  readonly connectAdapter: (kind: string, environment: AdapterEnvironment) => VmsConnection | null;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Answers 0..1. */
  readonly random: () => number;
}

export interface Directory {
  readonly handle: (command: DirectoryCommand) => void;
  /** Closes the file; may be called twice. */
  readonly close: () => void;
}

/** What main said last of each thing: an anew begun file is told it too. */
type Told = { [K in OpenCommand['kind']]?: Extract<OpenCommand, { readonly kind: K }> };

/** Holds the cameras one person may see of one server. Runs in the directory process. */
export function createDirectory(options: DirectoryOptions): Directory {
  const { post, clock, timers, random } = options;
  const log: Log = {
    info: (event, fields = {}) => post({ kind: 'log', level: 'info', event, fields }),
    warn: (event, fields = {}) => post({ kind: 'log', level: 'warn', event, fields }),
    error: (event, fields = {}) => post({ kind: 'log', level: 'error', event, fields }),
  };
  let source: Extract<DirectoryCommand, { readonly kind: 'source' }> | null = null;
  let accessToken: string | null = null;
  let connection: VmsConnection | null = null;
  let directory: OpenDirectory | null = null;
  let told: Told = {};
  /** The one that could not be opened, and is tried again. */
  let refused: { readonly file: string; readonly generation: number } | null = null;
  let cancelRetry: Cancel | null = null;
  let backOff = NO_BACK_OFF;

  const connected = (): VmsConnection | null => {
    if (source === null || accessToken === null) return null;
    connection ??= options.connectAdapter(source.adapter, {
      baseUrl: new URL(source.baseUrl),
      trust: source.trust,
      accessToken: () => accessToken,
      onTokenRefused: (refused) => post({ kind: 'token-refused', accessToken: refused }),
      ...{ clock, timers, random, log },
    });
    return connection;
  };
  const setToken = (next: string | null): void => {
    accessToken = next;
    directory?.signedIn(next !== null);
    if (next !== null) return;
    connection?.close();
    connection = null;
  };

  const shut = (): void => {
    cancelRetry?.();
    cancelRetry = null;
    refused = null;
    directory?.close();
    directory = null;
  };
  const refuse = (file: string, generation: number, error: AppError): void => {
    log.error('directory.not-opened', { code: error.code, detail: error.detail });
    post({ kind: 'opened', generation, error });
    refused = { file, generation };
    const next = nextBackOff(backOff, 0, random);
    backOff = next.backOff;
    cancelRetry = timers.after(next.delayMs, () => reopen(file, generation));
  };
  const open = (file: string, generation: number): void => {
    shut();
    const opened = options.openDb(file);
    if (!opened.ok) return refuse(file, generation, opened.error);
    backOff = NO_BACK_OFF;
    if (opened.value.wasDamaged) log.warn('directory.begun-anew', {});
    directory = createOpenDirectory({
      ...{ db: opened.value.db, generation, post, clock, timers, random, log, vms: connected },
      onDamaged: (error) => {
        shut();
        if (!options.discard(file)) return refuse(file, generation, error);
        log.warn('directory.begun-anew', {});
        reopen(file, generation);
      },
    });
  };
  /** The server has the original: what was damaged is asked for again. */
  const reopen = (file: string, generation: number): void => {
    open(file, generation);
    if (directory === null) return;
    post({ kind: 'changed', cameras: null });
    for (const command of Object.values(told)) directory?.handle(command);
  };

  const forward = (command: OpenCommand): void => {
    if (command.kind !== 'states') told = { ...told, [command.kind]: command };
    if (directory !== null) return directory.handle(command);
    if (command.kind !== 'sync') return;
    if (refused !== null) reopen(refused.file, refused.generation);
    if (directory === null) post({ kind: 'synced', cursor: null, error: { code: 'directory/unavailable', retryable: true } });
  };

  return {
    handle: (command) => {
      switch (command.kind) {
        case 'source':
          source = command;
          return;
        case 'token':
          return setToken(command.accessToken);
        case 'open':
          told = {};
          backOff = NO_BACK_OFF;
          return open(command.file, command.generation);
        case 'close':
          told = {};
          return shut();
        case 'ask': {
          const { id } = command;
          if (directory === null) return post({ kind: 'answer', id, result: err('directory/unavailable', { retryable: true }) });
          return directory.answer(command.ask, (result) => post({ kind: 'answer', id, result }));
        }
        default:
          return forward(command);
      }
    },
    close: shut,
  };
}
