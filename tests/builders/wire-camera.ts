/** A camera record as a Tier API server sends it, with any field put in or (undefined) left out. */
export const wireCameraRecord = (over: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  id: 'cam-1',
  number: 1,
  name: 'Hàng Bài - Tràng Tiền',
  kind: 'fixed',
  unitId: 'unit-1',
  streams: [{ profile: 'main', codec: 'avc1.4d401f', widthPx: 1280, heightPx: 720, frameRate: 25 }],
  ...over,
});
