import type { WireBridge } from '@contract/ipc/bridge.ts';

declare global {
  interface Window {
    /** Given by the preload; used by renderer/bridge alone. */
    readonly vonglau: WireBridge;
  }
}
