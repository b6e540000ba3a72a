import path from 'node:path';
import { sessionPerson } from '@contract/domain/session.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Random } from '../platform/random.ts';
import { createProceduresService, type ProceduresService, type StepsLater } from '../services/procedures/procedures-service.ts';
import { only, type Stores } from '../state/stores.ts';
import { openProcedures } from '../storage/documents/procedures.ts';
import type { StorageContext } from '../storage/json-document.ts';
import type { VmsConnection } from '../vms/adapter.ts';
import type { Dialogs } from './dialogs.ts';
import type { ProceduresHandlerEnvironment } from './handlers/procedures.ts';
import { createProcedureFiles } from './procedure-files.ts';

export interface ProcedureToolsParts {
  readonly stores: Pick<Stores, 'session' | 'tier'>;
  readonly vms: Pick<VmsConnection, 'procedures'>;
  readonly context: StorageContext;
  readonly workstation: string;
  readonly later: StepsLater;
  readonly dialogs: Dialogs;
  /** Absolute; where dialogs begin. */
  readonly documentsFolder: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** What the handlers need of procedures, and when their person comes and goes. */
export interface ProcedureTools extends ProceduresHandlerEnvironment, Pick<ProceduresService, 'inUse'> {
  /** Somebody is here, perhaps without the server. `folder`: absolute, what this PC keeps of them. */
  readonly open: (folder: string) => Promise<void>;
  /** The server answers and somebody is signed in, or it said that procedures changed; may come many times. */
  readonly sync: () => Promise<void>;
  /** Forgets everything of the person who was here; may be called twice. */
  readonly close: () => void;
}

/** Puts the service, its file on this PC and its dialogs together. */
export function createProcedureTools({ stores, vms, context, workstation, later, dialogs, documentsFolder, clock, random, log }: ProcedureToolsParts): ProcedureTools {
  const procedures = createProceduresService({ port: () => vms.procedures ?? null, isOnline: () => only(stores.tier).connection.kind === 'online', later, workstation, uuid: random.uuid, clock, log });
  return {
    procedures,
    procedureFiles: createProcedureFiles({ dialogs, folder: documentsFolder, files: context.files, procedures, personId: () => sessionPerson(only(stores.session).session)?.id ?? null, uuid: random.uuid }),
    open: async (folder) => {
      const document = openProcedures({ ...context, folder: path.join(folder, 'procedures') });
      await procedures.open({
        load: async () => {
          const loaded = await document.load();
          return loaded.ok ? loaded.value.value.procedures : [];
        },
        save: (kept) => document.save({ procedures: kept }),
      });
    },
    sync: procedures.sync,
    inUse: procedures.inUse,
    close: procedures.close,
  };
}
