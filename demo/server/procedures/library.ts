import { checkProcedure } from '../../../contract/domain/procedure-check.ts';
import { procedureFor } from '../../../contract/domain/procedure-run.ts';
import type { Procedure, ProcedureContent } from '../../../contract/domain/procedure.ts';
import { err, ok, type Result } from '../../../contract/domain/result.ts';
import { procedureId, utcMs, type ProcedureId } from '../../../contract/domain/units.ts';
import type { Alarm } from '../../../contract/domain/alarm.ts';
import type { Person } from '../api-types.ts';
import type { Clock } from '../clock.ts';
import { etagOf, matches, type VersionCondition } from '../shared-list.ts';
import type { ProcedureStore } from './store.ts';

/** The procedures of a tier: one draft and one version in use of each at most; those that were in use stay, retired. */
export interface ProcedureLibrary {
  /** By name, then by version. */
  readonly list: () => readonly Procedure[];
  /** The version in use; null: none. */
  readonly inUse: (id: ProcedureId) => Procedure | null;
  /** What a new alarm is to be handled by. */
  readonly forAlarm: (alarm: Pick<Alarm, 'kind' | 'priority'>) => Procedure | null;
  /** Codes app/not-allowed, procedure/unknown, procedure/conflict. */
  readonly put: (person: Person, id: ProcedureId, content: ProcedureContent, condition: VersionCondition) => Promise<Result<{ readonly procedure: Procedure; readonly created: boolean }>>;
  /** Codes app/not-allowed, procedure/unknown, procedure/not-draft, procedure/conflict, procedure/invalid. */
  readonly publish: (person: Person, id: ProcedureId, ifMatch: string) => Promise<Result<Procedure>>;
  /** Codes app/not-allowed, procedure/unknown, procedure/conflict. */
  readonly retire: (person: Person, id: ProcedureId, ifMatch: string) => Promise<Result<null>>;
}

/** `samples` are published at the first start, under their names. */
export function createLibrary(store: ProcedureStore, clock: Clock, samples: ReadonlyMap<string, ProcedureContent>, onDidChange: () => void): ProcedureLibrary {
  const { state } = store;
  let used: readonly Procedure[] = [];
  const set = (procedures: readonly Procedure[]): void => {
    state.procedures = [...procedures].sort((one, other) => one.name.localeCompare(other.name, 'vi') || one.version - other.version);
    used = state.procedures.filter((procedure) => procedure.state === 'published');
  };
  const changed = async (procedures: readonly Procedure[]): Promise<void> => {
    set(procedures);
    await store.save();
    onDidChange();
  };
  const made = (content: ProcedureContent, more: Pick<Procedure, 'id' | 'version' | 'state' | 'changedBy'>): Procedure => {
    const { name, kinds, priorityAtLeast, steps } = content;
    const procedure = { id: more.id, name, version: more.version, state: more.state, kinds, priorityAtLeast, steps, changedBy: more.changedBy, changedUtcMs: utcMs(Math.floor(clock.nowUtcMs())) };
    return { ...procedure, etag: etagOf(JSON.stringify([procedure, Math.random()])) };
  };
  const versionsOf = (id: ProcedureId): readonly Procedure[] => state.procedures.filter((procedure) => procedure.id === id);
  const others = (...gone: readonly (Procedure | undefined)[]): readonly Procedure[] => state.procedures.filter((procedure) => !gone.includes(procedure));
  const fresh = [...samples].filter(([name]) => !state.samples.includes(name));
  state.samples = [...state.samples, ...fresh.map(([name]) => name)];
  set([...state.procedures, ...fresh.map(([name, content]) => made(content, { id: procedureId(name), version: 1, state: 'published', changedBy: 'Mẫu đi kèm' }))]);

  return {
    list: () => state.procedures,
    inUse: (id) => used.find((procedure) => procedure.id === id) ?? null,
    forAlarm: (alarm) => procedureFor(used, alarm),
    put: async (person, id, content, { ifMatch, ifNoneMatch }) => {
      if (!person.rights.includes('procedure.edit')) return err('app/not-allowed');
      const versions = versionsOf(id);
      const draft = versions.find((procedure) => procedure.state === 'draft');
      const latest = Math.max(0, ...versions.map(({ version }) => version));
      const base = draft ?? versions.find(({ version }) => version === latest);
      if (ifNoneMatch !== undefined && (ifNoneMatch.trim() !== '*' || base !== undefined)) return err('procedure/conflict');
      if (ifMatch !== undefined && base === undefined) return err('procedure/unknown');
      if (ifMatch !== undefined && base !== undefined && !matches(ifMatch, base.etag)) return err('procedure/conflict');
      const procedure = made(content, { id, version: draft?.version ?? latest + 1, state: 'draft', changedBy: person.name });
      await changed([...others(draft), procedure]);
      return ok({ procedure, created: base === undefined });
    },
    publish: async (person, id, ifMatch) => {
      if (!person.rights.includes('procedure.publish')) return err('app/not-allowed');
      const versions = versionsOf(id);
      const draft = versions.find((procedure) => procedure.state === 'draft');
      if (draft === undefined) return err(versions.length === 0 ? 'procedure/unknown' : 'procedure/not-draft');
      if (!matches(ifMatch, draft.etag)) return err('procedure/conflict');
      const [problem] = checkProcedure(draft);
      if (problem !== undefined) return err('procedure/invalid', { detail: `${problem.step ?? 'procedure'}: ${problem.code}` });
      const before = versions.find((procedure) => procedure.state === 'published');
      const procedure = made(draft, { id, version: draft.version, state: 'published', changedBy: person.name });
      await changed([...others(draft, before), procedure, ...(before === undefined ? [] : [{ ...before, state: 'retired' as const }])]);
      return ok(procedure);
    },
    retire: async (person, id, ifMatch) => {
      const versions = versionsOf(id).filter((procedure) => procedure.state !== 'retired');
      if (versions.length === 0) return err('procedure/unknown');
      const meant = versions.find(({ etag }) => matches(ifMatch, etag));
      if (meant === undefined) return err('procedure/conflict');
      if (!person.rights.includes(meant.state === 'draft' ? 'procedure.edit' : 'procedure.publish')) return err('app/not-allowed');
      await changed([...others(meant), ...(meant.state === 'draft' ? [] : [made(meant, { id, version: meant.version, state: 'retired', changedBy: person.name })])]);
      return ok(null);
    },
  };
}
