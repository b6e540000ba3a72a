import type { Contact, EscalationPlan, Notice, Transfer } from '../../../contract/domain/escalation.ts';
import type { ContactId } from '../../../contract/domain/units.ts';
import type { DemoTier } from '../../tiers.ts';
import { readKept, sharedWrites } from '../kept-state.ts';
import { DEFAULT_PLANS, defaultContacts } from './defaults.ts';

/** A notice with what sending it again needs. */
export interface NoticeRecord extends Notice {
  readonly contactId: ContactId;
  /** Not before: the end of quiet hours. */
  readonly notBeforeUtcMs: number;
}

/** A transfer as one of its two tiers keeps it. */
export interface TransferRecord {
  readonly transfer: Transfer;
  readonly side: 'given' | 'received';
  /** The alarm's id here: it has another one when the tier had closed it before. */
  readonly localAlarm: string;
  /** The transfer this one hands on, whose giver is told what becomes of it. */
  readonly continues: string | null;
  readonly overdueTold: boolean;
  /** By the server's climb, not by a person. */
  readonly automatic: boolean;
}

/** Something another tier must be told, until it said that it has it. */
export interface LinkItem {
  readonly id: string;
  readonly to: string;
  readonly path: string;
  readonly payload: string;
}

/** What survives a restart. */
export interface EscalationState {
  readonly version: 1;
  contacts: readonly Contact[];
  plans: readonly EscalationPlan[];
  /** By alarm. */
  readonly notices: Map<string, readonly NoticeRecord[]>;
  readonly transfers: Map<string, TransferRecord>;
  /** Since when this tier has alarms that others gave it; their times run from there. */
  readonly since: Map<string, number>;
  /** Transfers by the key of the request that made or answered them. */
  readonly keys: Map<string, string>;
  readonly outbox: Map<string, LinkItem>;
}

export interface EscalationStore {
  readonly state: EscalationState;
  /** Writes atomically; calls at the same time share one write. Rejects when the disk does. */
  readonly save: () => Promise<void>;
}

const MAPS = ['notices', 'transfers', 'since', 'keys', 'outbox'] as const;

/** Opens the file, or begins with the demo's contacts and plans. A damaged one is set aside as `*.damaged`. */
export function openEscalationState(file: string, tier: DemoTier['tier'], warn: (line: string) => void): EscalationStore {
  const fresh: EscalationState = { version: 1, contacts: defaultContacts(tier), plans: DEFAULT_PLANS, notices: new Map(), transfers: new Map(), since: new Map(), keys: new Map(), outbox: new Map() };
  const kept = readKept(file, isKept, () => warn(`The demo's contacts and notices in ${file} were damaged; they were set aside and new ones started.`));
  const state: EscalationState = kept === null ? fresh : { ...fresh, contacts: kept.contacts, plans: kept.plans, notices: new Map(kept.notices), transfers: new Map(kept.transfers), since: new Map(kept.since), keys: new Map(kept.keys), outbox: new Map(kept.outbox) };
  return { state, save: sharedWrites(file, () => JSON.stringify({ ...state, ...Object.fromEntries(MAPS.map((name) => [name, [...state[name]]])) })) };
}

type Kept = { readonly version: 1; readonly contacts: readonly Contact[]; readonly plans: readonly EscalationPlan[] } & { readonly [Name in (typeof MAPS)[number]]: EscalationState[Name] extends Map<string, infer V> ? readonly (readonly [string, V])[] : never };

/** Written by this server alone, readable by its owner alone: the outer form tells whether it was cut. */
function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null || Reflect.get(value, 'version') !== 1) return false;
  return ['contacts', 'plans'].every((name) => Array.isArray(Reflect.get(value, name))) && MAPS.every((name) => isPairs(Reflect.get(value, name)));
}

const isPairs = (value: unknown): boolean => Array.isArray(value) && value.every((pair) => Array.isArray(pair) && typeof pair[0] === 'string' && pair.length === 2);
