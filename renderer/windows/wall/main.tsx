import '../../ui/global.css';
import { SLICES_FOR } from '@contract/state/slices.ts';
import { onIdentify, windowPlace } from '../../bridge/bridge.ts';
import { startWindow } from '../start-window.tsx';
import { WallWindow } from './wall-window.tsx';

const { monitor } = windowPlace();
startWindow({ slices: SLICES_FOR.wall, draw: () => <WallWindow monitorKey={monitor} onIdentify={onIdentify} /> });
