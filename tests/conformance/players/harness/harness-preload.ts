import { contextBridge, ipcRenderer } from 'electron';
import { MEDIA_PORT_MESSAGE } from '@contract/ipc/bridge.ts';
import type { FeedCommand } from './harness-protocol.ts';

contextBridge.exposeInMainWorld('feed', { send: (command: FeedCommand) => ipcRenderer.send('media', command), ready: () => ipcRenderer.send('ready') });
ipcRenderer.on('port', (event) => {
  window.postMessage(MEDIA_PORT_MESSAGE, location.origin, event.ports);
});
