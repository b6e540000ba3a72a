export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;
export type LogLevel = 'info' | 'warn' | 'error';

/** One line of JSON an event. Event names are `area.what`; fields never hold a secret (see redact). */
export interface Log {
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
}

const SECRET_FIELD = /pass|token|secret|code|authorization|otp|private|credential/i;
const SECRET_TEXT = /(bearer\s+)[^\s"]+|(:\/\/)[^/\s:@]+:[^/\s@]+@|((?:access|refresh)_?token["'=:\s]+)[^\s"'&,}]+/gi;

/** Fields fit for a log: values under secret-looking names and credentials inside texts are replaced. `code` may be an error code. */
export function redact(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => {
      if (key === 'code' && typeof value === 'string' && /^[a-z]+\/[a-z-]+$/.test(value)) return [key, value];
      if (SECRET_FIELD.test(key)) return [key, '[removed]'];
      return [key, typeof value === 'string' ? value.replace(SECRET_TEXT, '$1$2$3[removed]').slice(0, 2000) : value];
    }),
  );
}

/** A log that writes lines through `write`. Control characters cannot forge a line: JSON escapes them. */
export function createLog(write: (line: string) => void, utcMs: () => number): Log {
  const line = (level: LogLevel) => (event: string, fields: LogFields = {}) =>
    write(JSON.stringify({ time: new Date(utcMs()).toISOString(), level, event, ...redact(fields) }));
  return { info: line('info'), warn: line('warn'), error: line('error') };
}
