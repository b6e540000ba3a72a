/** `unknown` until the PC has told of its devices. */
export type AudioOutput = 'unknown' | 'ready' | 'no-device';

/** Whether this PC has something to play sounds through; told at once when it is known, and at every change. Answers the end of it. */
export function watchAudioOutput(onChange: (output: AudioOutput) => void): () => void {
  let isOver = false;
  // Chromium plays into nothing without a device, and its clock runs all the same: the list of devices tells.
  const look = async (): Promise<void> => {
    const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    if (!isOver) onChange(devices.some(({ kind }) => kind === 'audiooutput') ? 'ready' : 'no-device');
  };
  const onDevices = (): void => {
    void look();
  };
  onDevices();
  navigator.mediaDevices.addEventListener('devicechange', onDevices);
  return () => {
    isOver = true;
    navigator.mediaDevices.removeEventListener('devicechange', onDevices);
  };
}
