import { Component, type ReactNode } from 'react';
import { TriangleAlert } from 'lucide-react';
import { useText } from '../../i18n/use-text.ts';
import { PlainTile, type TilePlace } from '../video-tile/index.ts';
import styles from './tile-content.module.css';

interface ContentGuardProps {
  readonly place: TilePlace;
  readonly children: ReactNode;
}

/** A fault in what one tile shows stays in that tile: the others go on, and the tile says so until it gets another content. */
export class ContentGuard extends Component<ContentGuardProps, { readonly hasFault: boolean }> {
  override readonly state = { hasFault: false };

  static getDerivedStateFromError(): { readonly hasFault: boolean } {
    return { hasFault: true };
  }

  override componentDidCatch(error: unknown): void {
    // Heard by the window, which tells main.
    window.dispatchEvent(new ErrorEvent('error', { error, message: error instanceof Error ? error.message : 'unknown' }));
  }

  override render(): ReactNode {
    return this.state.hasFault ? <FaultTile place={this.props.place} /> : this.props.children;
  }
}

const FaultTile = ({ place }: { readonly place: TilePlace }): ReactNode => {
  const t = useText();
  return (
    <PlainTile {...place.figure} label={t('content:fault.title')} content="fault">
      <div className={styles['words']} role="alert">
        <TriangleAlert className={styles['wordsShape']} strokeWidth={1.75} aria-hidden />
        <p className={styles['wordsTitle']}>{t('content:fault.title')}</p>
        <p>{t('content:fault.hint')}</p>
      </div>
      {place.children}
    </PlainTile>
  );
};
