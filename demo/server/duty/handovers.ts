import { createHash, randomUUID } from 'node:crypto';
import type { Actor } from '../../../contract/domain/alarm.ts';
import { SHIFT_USUAL_MS, type Handover, type HandoverSheet } from '../../../contract/domain/duty.ts';
import { canonicalSheet, sheetOfAlarms } from '../../../contract/domain/duty-sheet.ts';
import { err, ok, type Result } from '../../../contract/domain/result.ts';
import { handoverId, utcMs, type HandoverId } from '../../../contract/domain/units.ts';
import type { AlarmDesk } from '../alarm-desk/desk.ts';
import type { Person } from '../api-types.ts';
import type { Clock } from '../clock.ts';
import type { Duty } from './duty.ts';

/** What the desk that hands over adds to a sheet. */
export type FromDesk = Pick<HandoverSheet, 'muted' | 'notes' | 'lostCameras'>;

export interface HandoverParts {
  readonly duty: Duty;
  readonly desk: Pick<AlarmDesk, 'open'>;
  readonly clock: Clock;
  readonly ptzLeases: () => HandoverSheet['ptzLeases'];
  /** A fresh code of somebody's second factor. Codes session/code-wrong, -reused, -expired, session/locked, session/credentials-wrong. */
  readonly proveFactor: (username: string, code: string) => Promise<Result<Person>>;
  /** Null: nobody has this user name. */
  readonly personIdOf: (username: string) => string | null;
  readonly unitNameOf: (personId: string) => string;
}

export interface Handovers {
  /** The caller's own open one, else the newest open one. */
  readonly openFor: (personId: string) => Handover | null;
  /** Signed or withdrawn, newest first. */
  readonly past: () => readonly Handover[];
  /** Takes the place of an open one of theirs. Code duty/not-on. */
  readonly make: (person: Person, workstation: string, fromDesk: FromDesk) => Promise<Result<Handover>>;
  /** Codes handover/unknown, handover/not-open, handover/same-person, app/not-allowed, and those of `proveFactor`. */
  readonly sign: (caller: Person, id: HandoverId, signature: { readonly side: 'from' | 'to'; readonly username: string; readonly code: string }) => Promise<Result<Handover>>;
  /** The giver's alone. Codes handover/unknown, handover/not-open, app/not-allowed. */
  readonly withdraw: (caller: Person, id: HandoverId) => Promise<Result<null>>;
}

/** SHA-256 of a sheet, hex. */
export const digestOf = (sheet: HandoverSheet): string => createHash('sha256').update(canonicalSheet(sheet)).digest('hex');

/** Shifts handed over: a sheet that two people sign, each with their own factor. */
export function createHandovers({ duty, desk, clock, ptzLeases, proveFactor, personIdOf, unitNameOf }: HandoverParts): Handovers {
  const now = () => utcMs(Math.floor(clock.nowUtcMs()));
  const find = (id: HandoverId): Handover | null => duty.handovers().find((known) => known.id === id) ?? null;
  const openOne = (id: HandoverId): Result<Handover> => {
    const handover = find(id);
    if (handover === null) return err('handover/unknown');
    return handover.state === 'open' ? ok(handover) : err('handover/not-open');
  };

  return {
    openFor: (personId) => {
      const open = duty.handovers().filter(({ state }) => state === 'open');
      return open.find(({ from }) => from.personId === personId) ?? open[0] ?? null;
    },
    past: () => duty.handovers().filter(({ state }) => state !== 'open'),
    make: async (person, workstation, { muted, lostCameras, notes }) => {
      if (duty.shiftOf(person.id) === null) return err('duty/not-on');
      for (const old of duty.handovers().filter(({ state, from }) => state === 'open' && from.personId === person.id)) await duty.keep({ ...old, state: 'withdrawn' });
      // Legal holds are not kept by this server yet: the list is empty, not unknown.
      const sheet: HandoverSheet = { ...sheetOfAlarms(desk.open()), holds: [], ptzLeases: ptzLeases(), muted, lostCameras, notes };
      const from: Actor = { personId: person.id, name: person.name, unitName: person.unitName ?? '', workstation };
      const handover: Handover = { id: handoverId(randomUUID()), from, to: null, madeUtcMs: now(), sheet, signatures: [], digest: digestOf(sheet), state: 'open' };
      await duty.keep(handover);
      return ok(handover);
    },
    sign: async (caller, id, { side, username, code }) => {
      const open = openOne(id);
      if (!open.ok) return open;
      const signer = personIdOf(username);
      const { from } = open.value;
      if (open.value.signatures.some((known) => known.side === side)) return err('handover/not-open', { detail: 'signed' });
      // Both may sign at the giver's desk; nobody else's desk collects codes.
      if (caller.id !== from.personId && caller.id !== signer) return err('app/not-allowed');
      if (side === 'from' && signer !== from.personId) return err('app/not-allowed');
      if (side === 'to' && signer === from.personId) return err('handover/same-person');
      const proven = await proveFactor(username, code);
      if (!proven.ok) return proven;
      const { id: personId, name, rights } = proven.value;
      if (!rights.includes('alarm.handle')) return err('app/not-allowed');
      // Somebody signed, or withdrew, while the code was looked at.
      const still = openOne(id);
      if (!still.ok) return still;
      if (still.value.signatures.some((known) => known.side === side)) return err('handover/not-open', { detail: 'signed' });
      const signatures = [...still.value.signatures, { personId, name, side, utcMs: now() }];
      const to = side === 'to' ? { personId, name } : still.value.to;
      const signed: Handover = { ...still.value, to, signatures, state: signatures.length === 2 ? 'signed' : 'open' };
      if (signed.state === 'open' || to === null) await duty.keep(signed);
      else await duty.pass(signed, from, { ...to, unitName: unitNameOf(to.personId), workstation: from.workstation }, now() + SHIFT_USUAL_MS);
      return ok(signed);
    },
    withdraw: async (caller, id) => {
      const open = openOne(id);
      if (!open.ok) return open;
      if (open.value.from.personId !== caller.id) return err('app/not-allowed');
      await duty.keep({ ...open.value, state: 'withdrawn' });
      return ok(null);
    },
  };
}
