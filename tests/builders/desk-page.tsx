import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { Bridge } from '@contract/ipc/bridge.ts';
import { ok } from '@contract/domain/result.ts';
import type { SliceName, SliceRecords } from '@contract/state/slices.ts';
import { createCommands } from '../../renderer/commands/commands.ts';
import { CommandsProvider } from '../../renderer/commands/commands-context.tsx';
import { createI18n } from '../../renderer/i18n/create-i18n.ts';
import { createServerClock } from '../../renderer/lib/server-clock.ts';
import type { Camera, OrgUnit } from '@contract/domain/camera.ts';
import { createCameraBook } from '../../renderer/state/camera-book.ts';
import { createReplicaStores, takeMessage } from '../../renderer/state/replica-store.ts';
import { StateProvider, type WindowState } from '../../renderer/state/state-context.tsx';
import { createViewStore } from '../../renderer/state/view-store.ts';
import { createFakeDirectory, unitCountsOf } from './fake-directory.ts';

export type RequestCall = readonly [name: string, input: unknown];

/** A page of the desk in a test's document, whose main process answers as `answer` says and remembers what it was asked. */
export interface DeskPage {
  readonly calls: RequestCall[];
  /** The calls that do something: questions to the directory left out. */
  readonly acts: () => readonly RequestCall[];
  readonly state: WindowState;
  readonly place: HTMLElement;
  readonly show: <S extends SliceName>(slice: S, records: readonly SliceRecords[S][]) => void;
  /** Cameras that main knows, and main tells of them all; with them the units they are in. */
  readonly know: (cameras: readonly Camera[], units?: readonly OrgUnit[]) => void;
  /** The server has lost these cameras. */
  readonly lose: (...ids: readonly string[]) => void;
  /** From now on main answers so; undefined: as it did. A promise that stays open: it has not answered yet. */
  readonly answerFirst: (answer: (name: string, input: unknown) => unknown) => void;
  /** Draws in Vietnamese. */
  readonly draw: (children: ReactNode) => Promise<void>;
  /** The only element of a selector whose accessible name or text holds the words. */
  readonly find: (selector: string, words?: string) => HTMLElement;
  readonly click: (selector: string, words?: string) => Promise<void>;
  readonly press: (target: EventTarget, key: string, more?: KeyboardEventInit) => Promise<void>;
  readonly type: (selector: string, text: string) => Promise<void>;
  readonly release: () => Promise<void>;
}

export function createDeskPage(answer: (name: string, input: unknown) => unknown = () => ok(null)): DeskPage {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const calls: RequestCall[] = [];
  const directory = createFakeDirectory();
  let first: (name: string, input: unknown) => unknown = () => undefined;
  const requests = new Proxy({}, {
    get: (_target, name) => async (input: unknown) => {
      calls.push([String(name), input]);
      return (await first(String(name), input)) ?? directory.answer(String(name), input) ?? answer(String(name), input);
    },
  }) as Bridge['requests'];
  const replica = createReplicaStores();
  const due: (() => void)[] = [];
  const book = createCameraBook(replica, null, (run) => {
    due.push(run);
    return () => undefined;
  });
  const state: WindowState = { replica, book, view: createViewStore(), clock: createServerClock({ monoMs: () => 0, utcMs: () => 1_700_000_000_000 }) };
  const place = document.createElement('div');
  document.body.append(place);
  const root = createRoot(place);
  const nameOf = (element: Element): string => element.getAttribute('aria-label') ?? element.textContent ?? '';
  const find = (selector: string, words = ''): HTMLElement => {
    const found = [...place.querySelectorAll<HTMLElement>(selector)].filter((element) => nameOf(element).includes(words));
    const [first] = found;
    if (first === undefined) throw new Error(`no ${selector} “${words}” in ${place.textContent ?? ''}`);
    return first;
  };
  return {
    calls,
    acts: () => calls.filter(([name]) => !name.startsWith('directory.')),
    state,
    place,
    show: (slice, records) => {
      takeMessage(replica, { kind: 'snapshot', slice, revision: 1, records: [...records] });
      for (let run = due.shift(); run !== undefined; run = due.shift()) run();
    },
    know: (cameras, units = []) => {
      directory.set(cameras);
      takeMessage(replica, { kind: 'snapshot', slice: 'usedCameras', revision: 1, records: [...cameras] });
      takeMessage(replica, { kind: 'snapshot', slice: 'unitCounts', revision: 1, records: [...unitCountsOf(cameras, units)] });
      if (units.length > 0) takeMessage(replica, { kind: 'snapshot', slice: 'units', revision: 1, records: [...units] });
    },
    lose: directory.lose,
    answerFirst: (next) => {
      first = next;
    },
    draw: async (children) => {
      await act(async () => {
        root.render(
          <I18nextProvider i18n={createI18n('vi')}>
            <StateProvider state={state}>
              <CommandsProvider commands={createCommands(requests, state)}>{children}</CommandsProvider>
            </StateProvider>
          </I18nextProvider>,
        );
      });
    },
    find,
    click: async (selector, words) => {
      await act(async () => {
        find(selector, words).click();
      });
    },
    press: async (target, key, more = {}) => {
      await act(async () => {
        target.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true, ...more }));
      });
    },
    type: async (selector, text) => {
      await act(async () => {
        const field = find(selector);
        const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value') ?? {};
        set?.call(field, text);
        field.dispatchEvent(new Event('input', { bubbles: true }));
      });
    },
    release: async () => {
      await act(async () => {
        root.unmount();
      });
      place.remove();
      book.release();
    },
  };
}

/** Gives every element of a test's document a size: the document has none of its own, and lists draw only what is in sight. */
export function withBoxes({ widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number }): void {
  for (const [name, size] of [['offsetWidth', widthPx], ['clientWidth', widthPx], ['offsetHeight', heightPx], ['clientHeight', heightPx]] as const) {
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size });
  }
}
