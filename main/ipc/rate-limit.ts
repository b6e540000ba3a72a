/** A token bucket a key: `ratePerSecond` on the long run, twice that in a burst. */
export function createRateLimit(monoMs: () => number): { readonly take: (key: string, ratePerSecond: number) => boolean; readonly forget: (prefix: string) => void } {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return {
    take: (key, ratePerSecond) => {
      const now = monoMs();
      const burst = ratePerSecond * 2;
      const bucket = buckets.get(key) ?? { tokens: burst, atMs: now };
      bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.atMs) / 1000) * ratePerSecond);
      bucket.atMs = now;
      buckets.set(key, bucket);
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
    forget: (prefix) => {
      for (const key of [...buckets.keys()]) if (key.startsWith(prefix)) buckets.delete(key);
    },
  };
}
