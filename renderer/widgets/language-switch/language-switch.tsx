import type { ReactNode } from 'react';
import { useCommands } from '../../commands/commands-context.tsx';
import { LANGUAGES, type Language } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { Segmented } from '../../ui/segmented.tsx';

const OWN_NAME: Readonly<Record<Language, string>> = { vi: 'Tiếng Việt', en: 'English' };

/** Vietnamese or English, at once. Each language is named in itself, whatever is shown. */
export const LanguageSwitch = (): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const commands = useCommands();
  return (
    <Segmented
      label={t('common:language.label')}
      value={language}
      options={LANGUAGES.map((each) => ({ value: each, name: OWN_NAME[each], lang: each, content: t(`common:language.${each}Short`) }))}
      onPick={(next) => {
        commands.setLanguage(next);
      }}
    />
  );
};
