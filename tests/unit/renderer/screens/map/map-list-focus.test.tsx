// @vitest-environment happy-dom
import { act, useLayoutEffect, useState, type ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { MapLine, MapList } from '../../../../../renderer/screens/map/map-list.tsx';
import { createDeskPage, withBoxes } from '../../../../builders/desk-page.tsx';

const ROWS = ['Tuần tra 1', 'Tuần tra 2', 'Tuần tra 3'].map((key) => ({ key }));
let beat = (): void => undefined;

/** A list that is drawn anew by itself, as ages are, and is pressed an arrow at that very moment. */
const Ageing = (): ReactNode => {
  const [age, setAge] = useState(0);
  beat = () => {
    setAge(1);
  };
  useLayoutEffect(() => {
    if (age === 1) document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
  }, [age]);
  return <MapList rows={ROWS} label="Lực lượng" renderLine={({ key }, place) => <MapLine key={key} place={place} title={key} mark={null} name={key} second={String(age)} onShow={() => undefined} />} />;
};

const page = createDeskPage();
afterEach(() => page.release());

it('an arrow moves the focus also when the list was just drawn anew', async () => {
  withBoxes({ widthPx: 400, heightPx: 600 });
  await page.draw(<Ageing />);
  page.find('[data-map-row][tabindex="0"]').focus();
  await act(async () => {
    beat();
  });
  expect(page.find('[data-map-row][tabindex="0"]').textContent).toContain('Tuần tra 2');
  expect(document.activeElement?.textContent).toContain('Tuần tra 2');
});
