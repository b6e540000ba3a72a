const LAYER = 3;
const NAME = 1;

interface Part {
  readonly field: number;
  readonly start: number;
  readonly end: number;
}

/** The parts of a protobuf message that have a length; null: it is no such message. */
function partsOf(bytes: Uint8Array, start: number, end: number): readonly Part[] | null {
  let at = start;
  const number = (): number => {
    let value = 0;
    for (let scale = 1; at < end; scale *= 128) {
      const byte = bytes[at] ?? 0;
      at += 1;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    return Number.NaN;
  };
  const parts: Part[] = [];
  while (at < end) {
    const tag = number();
    const wire = tag % 8;
    const length = wire === 0 ? (Number.isNaN(number()) ? Number.NaN : 0) : wire === 1 ? 8 : wire === 2 ? number() : wire === 5 ? 4 : Number.NaN;
    // Also where a number was cut off: nothing compares with it.
    if (!(at + length <= end)) return null;
    if (wire === 2) parts.push({ field: Math.floor(tag / 8), start: at, end: at + length });
    at += length;
  }
  return parts;
}

/** Names of the layers of a vector tile (MVT 2); null: it is none, for one is a row of layers and nothing else. */
export function vectorLayers(bytes: Uint8Array): readonly string[] | null {
  const layers = partsOf(bytes, 0, bytes.length);
  if (layers === null) return null;
  const names: string[] = [];
  for (const { field, start, end } of layers) {
    const name = partsOf(bytes, start, end)?.find((part) => part.field === NAME);
    if (field !== LAYER || name === undefined) return null;
    names.push(new TextDecoder().decode(bytes.subarray(name.start, name.end)));
  }
  return names;
}
