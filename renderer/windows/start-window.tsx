import { useEffect, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { useStore } from 'zustand';
import type { SliceName } from '@contract/state/slices.ts';
import { onMediaPort, onSeen, onState, requests } from '../bridge/bridge.ts';
import { createI18n, showLanguage } from '../i18n/create-i18n.ts';
import { createServerClock, pageClocks, type ServerClock } from '../lib/server-clock.ts';
import { createWindowPlayers, type WindowPlayers } from '../players/window-players.ts';
import { createCameraBook, type Later, type WatchCameras } from '../state/camera-book.ts';
import { onPersonLeft } from '../state/person-left.ts';
import { createReplicaStores, followMain, type ReplicaStores } from '../state/replica-store.ts';
import { selectLanguage, selectPerson, selectSession, selectTier } from '../state/selectors/records.ts';
import { StateProvider, type WindowState } from '../state/state-context.tsx';
import { createViewStore } from '../state/view-store.ts';
import { FaultGuard } from '../widgets/fault-guard/index.ts';
import { TilePoolProvider } from '../widgets/video-tile/index.ts';

const later: Later = (run, delayMs) => {
  const timer = window.setTimeout(run, delayMs);
  return () => {
    window.clearTimeout(timer);
  };
};

/** Builds what every window needs, feeds it from main, and draws. Called once by a window's `main.tsx`. */
export function startWindow({ slices, draw }: { readonly slices: readonly SliceName[]; readonly draw: (state: WindowState) => ReactNode }): void {
  const replica = createReplicaStores();
  const clock = createServerClock(pageClocks);
  const calls = requests();
  const watch: WatchCameras = async ({ fresh, add, remove }) => {
    const answer = await calls['directory.watch']({ fresh, add: [...add], remove: [...remove] });
    return answer.ok ? answer.value.unknown : null;
  };
  const state: WindowState = { replica, clock, view: createViewStore(), book: createCameraBook(replica, slices.includes('usedCameras') ? watch : null, later) };
  // Main alone loads pages; a new load brings the media port that a hung worker took along.
  const reload = (): void => {
    void calls['window.reload']({});
  };
  const players = createWindowPlayers({
    requests: calls,
    onPortNeeded: reload,
  });
  const report = (detail: string): void => {
    void calls['window.reportFault']({ code: 'app/internal', detail: detail.slice(0, 2_000) });
  };

  onMediaPort(players.setPort);
  onSeen(players.pool.setVisible);
  steerPlayers(replica, players, clock);
  onPersonLeft(replica, state.view.actions.reset);
  followMain(replica, slices, { onState, subscribe: async (names) => (await calls['state.subscribe']({ slices: names })).ok, later });
  window.addEventListener('error', ({ error, message }: ErrorEvent) => {
    report(`error ${error instanceof Error ? `${error.name}: ${error.message}` : message}`);
  });
  window.addEventListener('unhandledrejection', ({ reason }) => {
    report(`rejection ${reason instanceof Error ? `${reason.name}: ${reason.message}` : 'unknown'}`);
  });
  // A file or a link dropped beside a target must not replace the page.
  for (const kind of ['dragover', 'drop'] as const) window.addEventListener(kind, preventDefault);

  const place = document.getElementById('root');
  if (place === null) throw new Error('the page has no #root');
  const i18n = createI18n(selectLanguage(replica.settings.getState()));
  createRoot(place).render(
    <I18nextProvider i18n={i18n}>
      <StateProvider state={state}>
        <TilePoolProvider pool={players.pool}>
          <LanguageFollower follow={(language) => showLanguage(i18n, language, document.documentElement)} replica={replica} />
          <FaultGuard onFault={report} onReload={reload}>{draw(state)}</FaultGuard>
        </TilePoolProvider>
      </StateProvider>
    </I18nextProvider>,
  );
}

const preventDefault = (event: Event): void => {
  event.preventDefault();
};

/** The server's clock goes to the players; a server that is back, or a new person, makes lost tiles try at once. */
function steerPlayers(replica: ReplicaStores, players: WindowPlayers, clock: ServerClock): void {
  let wasOnline = false;
  replica.tier.subscribe((now) => {
    const tier = selectTier(now);
    if (tier === null) return;
    clock.setOffset(tier.clockOffsetMs);
    players.setClockOffset(tier.clockOffsetMs);
    const isOnline = tier.connection.kind === 'online';
    if (isOnline && !wasOnline) players.pool.retryAll();
    wasOnline = isOnline;
  });
  replica.session.subscribe((now, before) => {
    if (selectPerson(now)?.id !== selectPerson(before)?.id || selectSession(now)?.session.kind !== selectSession(before)?.session.kind) players.pool.retryAll();
  });
}

const LanguageFollower = ({ follow, replica }: { readonly follow: (language: 'vi' | 'en') => void; readonly replica: ReplicaStores }): null => {
  const language = useStore(replica.settings, selectLanguage);
  useEffect(() => {
    follow(language);
  }, [language, follow]);
  return null;
};
