import type { Right } from './right.ts';

export const ROLES = ['operator', 'supervisor', 'investigator', 'commune-police', 'leader', 'technician', 'wall-device'] as const;
export type Role = (typeof ROLES)[number];

/** Who is signed in: a person, or the device identity of a wall PC (`wall-device`, view rights only). */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly unitName?: string;
  readonly rights: readonly Right[];
  /** Level on heads that turn, 1..100; absent: may not steer. */
  readonly ptzLevel?: number;
}
