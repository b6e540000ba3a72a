import { useState, type ReactNode } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { formLook } from '../../ui/form.tsx';

interface EditButtonsProps {
  readonly isBusy: boolean;
  /** Null: there is nothing to remove yet. */
  readonly onRemove: (() => void) | null;
  readonly onCancel: () => void;
}

/** Save, cancel, and removing in two presses. */
export const EditButtons = ({ isBusy, onRemove, onCancel }: EditButtonsProps): ReactNode => {
  const t = useText();
  const [isSure, setSure] = useState(false);
  return (
    <div className={formLook.buttons}>
      <Button look="primary" type="submit" disabled={isBusy}>
        {t('escalation:desk.save')}
      </Button>
      <Button onClick={onCancel}>{t('escalation:desk.cancel')}</Button>
      {onRemove !== null && (
        <Button
          look={isSure ? 'danger' : 'quiet'}
          disabled={isBusy}
          onClick={() => {
            if (isSure) onRemove();
            else setSure(true);
          }}
        >
          {t(isSure ? 'escalation:desk.removeSure' : 'escalation:desk.remove')}
        </Button>
      )}
    </div>
  );
};
