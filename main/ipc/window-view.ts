import type { Person } from '@contract/domain/person.ts';
import type { SessionState } from '@contract/domain/session.ts';
import { monitorSurface } from '@contract/domain/units.ts';
import type { Surface } from '@contract/domain/wall.ts';
import type { StateMessage, WithId } from '@contract/state/patch.ts';
import { ONLY, type SessionRecord, type SettingsRecord, type SliceName } from '@contract/state/slices.ts';
import type { KnownWindow } from './sender.ts';

const isSession = (record: WithId): record is SessionRecord => record.id === ONLY && 'session' in record;
const isSettings = (record: WithId): record is SettingsRecord => record.id === ONLY && 'webOrigins' in record;
const isSurface = (record: WithId): record is Surface => 'arrangement' in record && 'contents' in record && 'tour' in record;

/** Whether it is still the same person, and nothing else of them. */
const personForWall = ({ id }: Person): Person => ({ id, username: '', name: '', role: 'wall-device', rights: [] });

/** What a wall needs of the session: whether somebody is there. Never a name, nor the secret of an enrolment. */
function sessionForWall(session: SessionState): SessionState {
  if (session.kind === 'second-factor') return { kind: 'signed-out' };
  return session.kind === 'signed-in' || session.kind === 'offline' ? { ...session, person: personForWall(session.person) } : session;
}

/** What the tiles of a wall need besides their cameras. */
export interface WallNeeds {
  readonly alarms: boolean;
  /** Of the pages its tiles show; whether one is allowed is the list's to say. */
  readonly webOrigins: readonly string[];
}
const NO_NEEDS: WallNeeds = { alarms: false, webOrigins: [] };

/** Nothing of an address that is none. `URL.canParse` is younger than the oldest Node served. */
function originsOf(url: string): readonly string[] {
  try {
    return [new URL(url).origin];
  } catch {
    return [];
  }
}

export const needsOf = (surface: Surface | undefined): WallNeeds =>
  surface === undefined
    ? NO_NEEDS
    : {
        alarms: surface.contents.some((content) => content?.kind === 'alarms'),
        webOrigins: [...new Set(surface.contents.flatMap((content) => (content?.kind === 'web' ? originsOf(content.url) : [])))].sort(),
      };

/** A wall has no keys and no joystick, saves no snapshot and sets no budget; of the allowed pages it learns those it shows. */
const settingsForWall = ({ steering: _noJoystick, ...settings }: SettingsRecord, { webOrigins }: WallNeeds): SettingsRecord => ({
  ...settings,
  keys: {},
  linkBudgetKbps: null,
  snapshotFolder: '',
  webOrigins: settings.webOrigins.filter((origin) => webOrigins.includes(origin)),
});

const recordForWall = (record: WithId, needs: WallNeeds): SessionRecord | SettingsRecord | Surface | WithId => {
  if (isSession(record)) return { ...record, session: sessionForWall(record.session) };
  if (isSettings(record)) return settingsForWall(record, needs);
  // A wall shows what its tiles hold; what their layout is called, and which comes next, is the business of who saved it.
  return isSurface(record) ? { ...record, layoutId: null, layoutName: '', tour: null } : record;
};

const VIEWED: readonly SliceName[] = ['session', 'settings', 'surfaces', 'alarms'];
/** Slices of which a wall sees more or less as its tiles change. */
const BY_NEEDS: readonly SliceName[] = ['settings', 'alarms'];

/**
 * A state message as a window may see it: what others see from afar holds nothing of a sign-in, nothing of what another monitor or the
 * desk shows, and nothing that no tile of it needs (least exposure). What is left out leaves the revisions as they are, so that the
 * replica goes on.
 */
export function viewFor(window: Pick<KnownWindow, 'kind' | 'monitor'>, message: StateMessage, needs: WallNeeds): StateMessage {
  const { slice } = message;
  if (window.kind === 'desk' || !VIEWED.includes(slice)) return message;
  const own = window.monitor === null ? null : monitorSurface(window.monitor);
  const isFor = (id: string): boolean => (slice === 'surfaces' ? id === own : slice !== 'alarms' || needs.alarms);
  const view = (records: readonly WithId[]): readonly WithId[] => records.filter(({ id }) => isFor(id)).map((record) => recordForWall(record, needs));
  return message.kind === 'snapshot' ? { ...message, records: view(message.records) } : { ...message, put: view(message.put), remove: message.remove.filter(isFor) };
}

export interface WallNeedsEnvironment {
  readonly surfaces: { readonly get: (id: string) => Surface | undefined; readonly onDidChange: (listener: () => void) => () => void };
  readonly windows: () => Iterable<KnownWindow>;
  /** Sends these slices again, whole, to a window that follows them. */
  readonly sendAgain: (window: KnownWindow, slices: readonly SliceName[]) => void;
}

/** Sends a wall anew what it sees more or less of, once its tiles need it or no longer do. Returns the release. */
export function watchWallNeeds({ surfaces, windows, sendAgain }: WallNeedsEnvironment): () => void {
  const known = new Map<number, string>();
  return surfaces.onDidChange(() => {
    const walls = [...windows()].filter(({ kind }) => kind === 'wall');
    for (const id of known.keys()) if (!walls.some((wall) => wall.id === id)) known.delete(id);
    for (const wall of walls) {
      const needs = JSON.stringify(wall.monitor === null ? NO_NEEDS : needsOf(surfaces.get(monitorSurface(wall.monitor))));
      if (known.get(wall.id) === needs) continue;
      known.set(wall.id, needs);
      sendAgain(wall, BY_NEEDS);
    }
  });
}
