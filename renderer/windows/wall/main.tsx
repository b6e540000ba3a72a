import '../../ui/global.css';
import { SLICES_FOR } from '@contract/state/slices.ts';
import { onFlash, onIdentify, requests, windowPlace } from '../../bridge/bridge.ts';
import { createCommands } from '../../commands/commands.ts';
import { CommandsProvider } from '../../commands/commands-context.tsx';
import { startWindow } from '../start-window.tsx';
import { WallWindow } from './wall-window.tsx';

const { monitor } = windowPlace();
startWindow({
  slices: SLICES_FOR.wall,
  draw: (state) => (
    <CommandsProvider commands={createCommands(requests(), state)}>
      <WallWindow monitorKey={monitor} onIdentify={onIdentify} onFlash={onFlash} />
    </CommandsProvider>
  ),
});
