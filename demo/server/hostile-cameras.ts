type Fields = Readonly<Record<string, unknown>>;

const STREAMS = [{ profile: 'sub', codec: 'avc1.4d401e', widthPx: 640, heightPx: 360, frameRate: 15 }];
const RTL_OVERRIDE = '\u202e';
const ZERO_WIDTH = '\u200b\u200d\ufeff';

/** What can be wrong with a record; each entry changes a good one. */
const DAMAGES: readonly ((index: number) => Fields)[] = [
  () => ({ name: '<img src=x onerror="alert(1)"><script>alert(2)</script>' }),
  () => ({ name: `${RTL_OVERRIDE}gnàoH hniĐ${RTL_OVERRIDE} cổng 1` }),
  () => ({ name: 'Đ'.repeat(10_000) }),
  () => ({ name: `Hàng${ZERO_WIDTH}Bài\u0000\u0007\n\r\tgiả` }),
  () => ({ name: '' }),
  () => ({ name: undefined }),
  () => ({ name: { toString: 'không phải chữ' } }),
  () => ({ position: { latDeg: 12.5, lonDeg: 113.9 } }),
  () => ({ position: undefined }),
  () => ({ position: { latDeg: 9999, lonDeg: -4e300 } }),
  () => ({ position: { latDeg: '21', lonDeg: null } }),
  () => ({ position: { latDeg: 0, lonDeg: 0 } }),
  () => ({ id: undefined }),
  () => ({ id: '../../etc/passwd' }),
  () => ({ id: '__proto__' }),
  () => ({ id: 42 }),
  () => ({ number: -1 }),
  () => ({ number: 1 }),
  () => ({ number: 'mười' }),
  () => ({ kind: 'flying' }),
  () => ({ unitId: 'khong-co-don-vi' }),
  () => ({ unitId: undefined }),
  () => ({ streams: undefined }),
  () => ({ streams: 'main' }),
  () => ({ streams: [] }),
  () => ({ streams: [{ profile: 'sub', codec: '<b>', widthPx: -5, heightPx: 1e9, frameRate: 0 }] }),
  () => ({ mountingHeightM: -40 }),
  () => ({ purpose: 'spying' }),
  () => ({ address: `javascript:alert(1)${'/'.repeat(500)}` }),
  (index) => ({ unknownField: { nested: [index, null, { deep: true }] } }),
];

/** Camera records that no console should trust, in turn of every kind; each has its own id unless the id is what is wrong. */
export function hostileCameras(count: number, unitId: string): readonly Fields[] {
  return Array.from({ length: count }, (_, index) => {
    const good = { id: `hostile-${String(index + 1)}`, number: 900_000 + index, name: `Camera thử ${String(index + 1)}`, kind: 'fixed', unitId, streams: STREAMS };
    const record: Record<string, unknown> = { ...good, ...DAMAGES[index % DAMAGES.length]?.(index) };
    return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
  });
}
