import { act } from 'react';
import type { Right } from '@contract/domain/right.ts';
import { ok } from '@contract/domain/result.ts';
import { monitorKey, utcMs } from '@contract/domain/units.ts';
import { ONLY } from '@contract/state/slices.ts';
import { cameraWith, unitWith } from './cameras.ts';
import { createDeskPage, withBoxes, type DeskPage } from './desk-page.tsx';
import { monitorWith } from './monitors.ts';
import { personWith } from './people.ts';

export const GATE = cameraWith(1, { name: 'Nút giao Cầu Giấy', address: '1 Cầu Giấy', kind: 'ptz', purpose: 'traffic', tags: ['trục chính'], position: { latDeg: 21.03, lonDeg: 105.8 } });
export const MARKET = cameraWith(2, { name: 'Chợ Đồng Xuân', purpose: 'market' });
export const SCHOOL = cameraWith(3, { name: 'Trường Cầu Giấy', purpose: 'school' });
export const CITY = unitWith('ha-noi', 'Công an thành phố');
export const DISTRICT = unitWith('hoan-kiem', 'Quận Hoàn Kiếm', 'ha-noi');

interface FindingSceneOptions {
  readonly rights?: readonly Right[];
  readonly answer?: (name: string, input: unknown) => unknown;
}

/** A desk of somebody on duty who knows three cameras of one district and a wall of two monitors, of which the second is unplugged. */
export function findingPage({ rights, answer = () => undefined }: FindingSceneOptions = {}): DeskPage {
  withBoxes({ widthPx: 328, heightPx: 900 });
  const page = createDeskPage((name, input) => answer(name, input) ?? ok(name === 'surface.openCamera' ? { tile: 0 } : null));
  const person = personWith(rights === undefined ? {} : { rights: [...rights] });
  page.show('session', [{ id: ONLY, session: { kind: 'signed-in', person, sinceUtcMs: utcMs(0) }, vault: 'available', wallOnly: false }]);
  page.know([GATE, MARKET, SCHOOL], [CITY, DISTRICT]);
  page.show('monitors', [monitorWith({ id: monitorKey('m1'), number: 1 }), monitorWith({ id: monitorKey('m2'), number: 2, present: false })]);
  return page;
}

/** The words of the open menu, top to bottom; empty: none is open. It stands outside of the page's own element. */
export const menuWords = (): readonly string[] => [...document.querySelectorAll('[role="menu"] [role^="menuitem"]')].map((item) => item.textContent);

export async function chooseInMenu(words: string): Promise<void> {
  const item = [...document.querySelectorAll<HTMLElement>('[role="menu"] [role^="menuitem"]')].find(({ textContent }) => textContent.includes(words));
  if (item === undefined) throw new Error(`no “${words}” in the menu: ${menuWords().join(', ')}`);
  await act(async () => {
    item.click();
  });
}

/** What main was asked for, by name. */
export const asked = ({ calls }: DeskPage, name: string): readonly unknown[] => calls.filter(([call]) => call === name).map(([, input]) => input);
