/** A decoded picture that knows whether it was closed. */
export class Frame {
  isClosed = false;
  readonly timestamp: number;
  constructor(timestamp = 0) {
    this.timestamp = timestamp;
  }
  close(): void {
    this.isClosed = true;
  }
}
