/** Somebody who can sign in, not used by another test: codes work once. `secret` null: enrols at the first sign-in. */
export interface TestPerson {
  readonly username: string;
  readonly password: string;
  readonly secret: string | null;
}

/** How answers of the directory are spoilt, from the second page of a load on. */
export type DirectorySpoil = 'cut' | 'truncate' | 'huge' | 'duplicate' | 'reorder' | 'broken';

/** What a test can do to the VMS behind the adapter's back. */
export interface VmsControl {
  /** The first may edit layouts and lift masks. */
  readonly newPerson: () => TestPerson;
  readonly codeOf: (secret: string, stepsAgo?: number) => string;
  readonly enrolmentCode: () => Promise<string>;
  readonly renameCamera: (id: string, name: string) => Promise<void>;
  readonly removeCamera: (id: string) => Promise<void>;
  /** Adds records to the directory of which some cannot be read. */
  readonly addBadRecords: (count: number) => Promise<void>;
  /** Takes cameras from what the adapter's user may see. */
  readonly withdraw: (ids: readonly string[]) => Promise<void>;
  /** Null: as it should be again. */
  readonly spoilDirectory: (how: DirectorySpoil | null) => Promise<void>;
  readonly setLost: (id: string, lost: boolean) => Promise<void>;
  /** Cameras with privacy masks: one whose masks that person may lift, one for which the server says no. */
  readonly masked: { readonly may: string; readonly mayNot: string };
  /** The new alarm's id. */
  readonly raiseAlarm: (title: string, priority: 1 | 2 | 3 | 4, camera: string | null) => Promise<string>;
  readonly closeAlarm: (id: string) => Promise<void>;
  /** Access token of somebody who may change rules, contacts, plans and procedures and hand a shift over. */
  readonly chief: () => string;
  /** Cuts every connection of the adapter in the middle of whatever it carries. */
  readonly cut: () => void;
}
