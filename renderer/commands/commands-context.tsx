import { createContext, use, type ReactNode } from 'react';
import type { Commands } from './commands.ts';

const CommandsContext = createContext<Commands | null>(null);

export const CommandsProvider = ({ commands, children }: { readonly commands: Commands; readonly children: ReactNode }): ReactNode => (
  <CommandsContext value={commands}>{children}</CommandsContext>
);

export function useCommands(): Commands {
  const commands = use(CommandsContext);
  if (commands === null) throw new Error('no commands above this component');
  return commands;
}
