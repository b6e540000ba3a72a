/** ITU-T G.711, 3.2 and table 2a: a byte of µ-law as a sample between -1 and 1. */
const sampleOf = (byte: number): number => {
  const bits = ~byte & 0xff;
  const exponent = (bits >> 4) & 0x07;
  const magnitude = ((((bits & 0x0f) << 3) + BIAS) << exponent) - BIAS;
  return ((bits & 0x80) === 0 ? magnitude : -magnitude) / FULL_SCALE;
};

const BIAS = 0x84;
const FULL_SCALE = 32_768;
const SAMPLES = Float32Array.from({ length: 256 }, (_, byte) => sampleOf(byte));

/** Samples of µ-law bytes, -1..1. */
export const decodePcmu = (data: Uint8Array): Float32Array<ArrayBuffer> => {
  const samples = new Float32Array(data.length);
  for (let at = 0; at < data.length; at += 1) samples[at] = SAMPLES[data[at] ?? 0] ?? 0;
  return samples;
};
