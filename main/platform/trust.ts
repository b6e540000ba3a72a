/** Which certificates a server may show. The user never overrides it. */
export interface TrustPolicy {
  /** PEM of the organisation's CAs; null: the CAs the runtime ships. Nothing from the system store is added to given ones. */
  readonly caPem: string | null;
  /** Base64 SHA-256 of accepted SubjectPublicKeyInfo (current and backup); empty: no pinning. */
  readonly spkiPins: readonly string[];
}
