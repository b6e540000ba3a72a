import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Building2, House, Signpost, type LucideIcon } from 'lucide-react';
import type { FoundPlace } from '@contract/domain/camera-query.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { windowLater } from '../../lib/later.ts';
import { classNames } from '../../ui/class-names.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { FilterButton } from '../../widgets/camera-filters/index.ts';
import { useDistanceWords } from './use-distance-words.ts';
import styles from './map-screen.module.css';

export const PLACE_FIELD_ID = 'map-place';
export const RADII_M = [100, 250, 500, 1_000, 2_000] as const;

const ICONS: Readonly<Record<FoundPlace['kind'], LucideIcon>> = { address: House, street: Signpost, unit: Building2 };
const PAUSE_MS = 120;

type Places = { readonly kind: 'none' | 'failed' } | { readonly kind: 'found'; readonly places: readonly FoundPlace[] };

interface PlaceSearchProps {
  readonly radiusM: number;
  readonly onRadius: (radiusM: number) => void;
  readonly onChoose: (place: FoundPlace) => void;
}

/** Finds an address, a street or a unit; the cameras round the one chosen are listed. */
export const PlaceSearch = ({ radiusM, onRadius, onChoose }: PlaceSearchProps): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const distance = useDistanceWords();
  const { finding } = useCommands();
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [text, setText] = useState('');
  const [found, setFound] = useState<Places>({ kind: 'none' });
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === '') {
      setFound({ kind: 'none' });
      return undefined;
    }
    let isWanted = true;
    const cancel = windowLater(() => {
      void finding.places(wanted).then((answer) => {
        if (isWanted) setFound(answer.ok ? { kind: 'found', places: answer.value } : { kind: 'failed' });
      });
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      cancel();
    };
  }, [finding, text]);
  const choose = (place: FoundPlace): void => {
    setIsOpen(false);
    setText(place.name);
    onChoose(place);
  };
  const rows = (): readonly HTMLElement[] => [...(list.current?.querySelectorAll('button') ?? [])];
  const onKeyDown = (event: KeyboardEvent): void => {
    const here = rows().findIndex((row) => row === document.activeElement);
    if (event.key === 'ArrowDown') rows()[Math.min(rows().length - 1, here + 1)]?.focus();
    else if (event.key === 'ArrowUp') (here <= 0 ? field.current : rows()[here - 1])?.focus();
    else if (event.key === 'Escape' && isOpen) {
      setIsOpen(false);
      field.current?.focus();
    } else if (event.key === 'Enter' && here < 0 && found.kind === 'found' && found.places[0] !== undefined) choose(found.places[0]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const isShown = isOpen && text.trim() !== '' && found.kind !== 'none';
  return (
    <div className={styles['search']} onKeyDown={onKeyDown} data-own-keys="">
      <div className={styles['searchLine']}>
        <SearchField
          field={field}
          id={PLACE_FIELD_ID}
          label={t('map:place.search')}
          placeholder={t('map:place.placeholder')}
          value={text}
          describedBy={listId}
          onChange={(next) => {
            setText(next);
            setIsOpen(true);
          }}
        />
        <select
          className={classNames('field-box', styles['radius'])}
          aria-label={t('map:place.radius')}
          value={radiusM}
          onChange={(event) => {
            onRadius(Number(event.target.value));
          }}
        >
          {RADII_M.map((metres) => (
            <option key={metres} value={metres}>
              {distance(metres)}
            </option>
          ))}
        </select>
        <FilterButton />
      </div>
      <p id={listId} className="visually-hidden" role="status">
        {isShown && (found.kind !== 'found' ? t('map:place.failed') : found.places.length === 0 ? t('map:place.none') : `${t('map:place.results')}: ${String(found.places.length)}`)}
      </p>
      {isShown && (
        <div className={styles['places']}>
          {found.kind === 'failed' && <p className={styles['noPlace']}>{t('map:place.failed')}</p>}
          {found.kind === 'found' && found.places.length === 0 && <p className={styles['noPlace']}>{t('map:place.none')}</p>}
          {found.kind === 'found' && found.places.length > 0 && (
            <ul ref={list} aria-label={t('map:place.results')}>
              {found.places.map((place) => {
                const Icon = ICONS[place.kind];
                return (
                  <li key={`${place.kind} ${place.name} ${place.within}`}>
                    <button
                      type="button"
                      className={styles['place']}
                      onClick={() => {
                        choose(place);
                      }}
                    >
                      <Icon size={16} aria-hidden />
                      <span className={styles['words']}>
                        <span className={styles['name']}>{place.name}</span>
                        <span className={styles['second']}>{[t(`map:place.kind.${place.kind}`), place.within, t('map:place.cameras', { cameras: formatNumber(place.cameras, language) })].filter((part) => part !== '').join(' · ')}</span>
                      </span>
                    </button>
                  </li>
                );
              })}
            </ul>
          )}
        </div>
      )}
    </div>
  );
};
