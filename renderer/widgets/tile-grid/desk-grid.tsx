import { useEffect, useRef, type ReactNode } from 'react';
import { DESK_SURFACE } from '@contract/domain/units.ts';
import type { Surface } from '@contract/domain/wall.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectSurface } from '../../state/selectors/records.ts';
import { useSlice, useView } from '../../state/state-context.tsx';
import { rasterStyle } from '../../ui/arrangement-style.ts';
import { classNames } from '../../ui/class-names.ts';
import { contentKey } from '../tile-content/index.ts';
import { DeskTile } from './desk-tile.tsx';
import { useKept } from './use-kept.ts';
import { useTileSizes } from './use-tile-sizes.ts';
import { useWebPlaces } from './use-web-places.ts';
import styles from './tile-grid.module.css';

/** The tiles of the desk: select, drag in, swap, clear. */
export const DeskGrid = (): ReactNode => {
  const t = useText();
  const surface = useSlice('surfaces', selectSurface(DESK_SURFACE));
  const box = useRef<HTMLDivElement>(null);
  const { arrangement } = surface;
  const contents = useKept(surface.contents);
  const rects = useKept(arrangement.tiles);
  const sizes = useTileSizes(box, arrangement);
  const selected = Math.min(useView((view) => view.selectedTile), contents.length - 1);
  const isNumbered = useView((view) => view.numberEntry !== '');
  useFocusFollows(box, selected, contents);
  useWebPlaces(box, contents, sizes);
  return (
    <div ref={box} role="group" aria-label={t('live:grid.panel')} className={classNames(styles['grid'], styles['desk'], isNumbered && styles['numbered'])} style={rasterStyle(arrangement)}>
      {sizes !== null &&
        rects.map((rect, index) => {
          const content = contents[index] ?? null;
          const size = sizes[index];
          return (
            <DeskTile
              key={`${String(index)} ${contentKey(content)}`}
              index={index}
              rect={rect}
              content={content}
              isSelected={index === selected}
              widthPx={size?.widthPx ?? 0}
              heightPx={size?.heightPx ?? 0}
            />
          );
        })}
    </div>
  );
};

/** A focus in the tiles goes along to the tile selected by key, and stays when its own tile gets another content. */
function useFocusFollows(box: { readonly current: HTMLDivElement | null }, selected: number, contents: Surface['contents']): void {
  const isHere = useRef(false);
  useEffect(() => {
    // Losing the focus says nothing: a tile that is taken away loses it too, and nobody has gone elsewhere.
    const follow = ({ target }: Event): void => {
      isHere.current = isInTile(box.current, target);
    };
    document.addEventListener('focusin', follow);
    document.addEventListener('pointerdown', follow);
    return () => {
      document.removeEventListener('focusin', follow);
      document.removeEventListener('pointerdown', follow);
    };
  }, [box]);
  useEffect(() => {
    const focused = document.activeElement;
    const isFree = focused === null || focused === document.body;
    const tile = box.current?.querySelector<HTMLElement>(`[data-tile="${String(selected)}"]`);
    // A control within the selected tile keeps the focus.
    if (tile === null || tile === undefined || tile.contains(focused)) return;
    if (isFree ? isHere.current : isInTile(box.current, focused)) tile.focus();
  }, [box, selected, contents]);
}

const isInTile = (box: HTMLElement | null, target: EventTarget | null): boolean => target instanceof Element && box?.contains(target) === true && target.closest('[data-tile]') !== null;
