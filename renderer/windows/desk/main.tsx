import '../../ui/global.css';
import { SLICES_FOR } from '@contract/state/slices.ts';
import { onIdentify, requests } from '../../bridge/bridge.ts';
import { createCommands } from '../../commands/commands.ts';
import { CommandsProvider } from '../../commands/commands-context.tsx';
import { startWindow } from '../start-window.tsx';
import { DeskWindow } from './desk-window.tsx';

startWindow({
  slices: SLICES_FOR.desk,
  draw: (state) => (
    <CommandsProvider commands={createCommands(requests(), state)}>
      <DeskWindow onIdentify={onIdentify} />
    </CommandsProvider>
  ),
});
