import { createContext, use, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Replica } from '@contract/state/patch.ts';
import type { SliceName, SliceRecords } from '@contract/state/slices.ts';
import type { ServerClock } from '../lib/server-clock.ts';
import type { CameraBook } from './camera-book.ts';
import type { ReplicaStores } from './replica-store.ts';
import type { ViewActions, ViewState, ViewStore } from './view-store.ts';

/** All state of a window. Made by its composition root. */
export interface WindowState {
  readonly replica: ReplicaStores;
  readonly view: ViewStore;
  readonly book: CameraBook;
  readonly clock: ServerClock;
}

const StateContext = createContext<WindowState | null>(null);

export const StateProvider = ({ state, children }: { readonly state: WindowState; readonly children: ReactNode }): ReactNode => (
  <StateContext value={state}>{children}</StateContext>
);

export function useWindowState(): WindowState {
  const state = use(StateContext);
  if (state === null) throw new Error('no state above this component');
  return state;
}

/** Part of a slice; the component is drawn again only when that part's identity changes. */
export function useSlice<S extends SliceName, T>(slice: S, select: (replica: Replica<SliceRecords[S]>) => T): T {
  return useStore(useWindowState().replica[slice], select);
}

export function useView<T>(select: (view: ViewState) => T): T {
  return useStore(useWindowState().view.store, select);
}

export const useViewActions = (): ViewActions => useWindowState().view.actions;
