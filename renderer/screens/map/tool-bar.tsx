import type { ReactNode } from 'react';
import { Circle, Eye, Pentagon, Route, Square, X, type LucideIcon } from 'lucide-react';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { CORRIDOR_WIDTHS_M, TOOLS, type Drawing, type DrawingAct, type Tool } from '../../widgets/site-map/index.ts';
import styles from './map-screen.module.css';

const ICONS: Readonly<Record<Tool, LucideIcon>> = { rectangle: Square, polygon: Pentagon, circle: Circle, corridor: Route, seeing: Eye };

interface ToolBarProps {
  readonly drawing: Drawing;
  readonly hasArea: boolean;
  readonly isCorridor: boolean;
  readonly onDraw: (act: DrawingAct) => void;
  /** A tool was taken: the keys go to the map from now on. */
  readonly onTaken: () => void;
  readonly onClear: () => void;
}

/** Ways to choose a part of the map; pressed again, a tool is put away. */
export const ToolBar = ({ drawing, hasArea, isCorridor, onDraw, onTaken, onClear }: ToolBarProps): ReactNode => {
  const t = useText();
  const language = useLanguage();
  return (
    <div role="toolbar" aria-label={t('map:tool.group')} className={styles['tools']}>
      {TOOLS.map((tool) => {
        const Icon = ICONS[tool];
        const isTaken = drawing.tool === tool;
        return (
          <Button
            key={tool}
            look="quiet"
            aria-pressed={isTaken}
            title={t(`map:tool.${tool}Tip`)}
            className={classNames(styles['tool'], isTaken && styles['taken'])}
            onClick={() => {
              onDraw(isTaken ? { kind: 'end' } : { kind: 'take', tool });
              if (!isTaken) onTaken();
            }}
          >
            <Icon size={16} aria-hidden />
            {t(`map:tool.${tool}`)}
          </Button>
        );
      })}
      {(drawing.tool === 'corridor' || isCorridor) && (
        <select
          className="field-box"
          aria-label={t('map:tool.width')}
          value={drawing.widthM}
          onChange={(event) => {
            onDraw({ kind: 'width', widthM: Number(event.target.value) });
          }}
        >
          {CORRIDOR_WIDTHS_M.map((widthM) => (
            <option key={widthM} value={widthM}>
              {t('map:tool.widthM', { metres: formatNumber(widthM, language) })}
            </option>
          ))}
        </select>
      )}
      {hasArea && (
        <Button look="quiet" className={styles['clear']} onClick={onClear}>
          <X size={16} aria-hidden />
          {t('map:tool.clear')}
        </Button>
      )}
    </div>
  );
};
