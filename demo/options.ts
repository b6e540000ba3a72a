import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../contract/domain/result.ts';
import { readChannelOptions } from './server/escalation/index.ts';
import type { DemoOptions } from './start-demo.ts';

const DAY_MS = 86_400_000;

export const USAGE = `npm run demo -- [options]
  --port-base P        first of three ports (7080; 0: free ones)
  --host H             address to listen on (127.0.0.1)
  --cameras N          that many of the city's 20405 cameras, every unit keeps at least one; above, a made-up country behind them
  --synthetic N        that many more cameras for load tests, numbers 40001 on (0)
  --video FILE         serve a video file as camera 1 (needs ffmpeg)
  --state DIR          where enrolments, layouts and certificates are kept (out/demo/state)
  --info FILE          where to write what is running (out/demo/demo.json)
  --clips DIR          recorded clips (assets/demo/clips)
  --clock-skew-ms MS   how far the servers' clocks are ahead (0)
  --access-ms MS       life of an access token (300000)
  --refresh-ms MS      life of a sign-in (43200000)
  --lock-ms MS         lock after five failures (900000)
  --alarms-per-hour N  everyday alarms that come by themselves, on each centre (0)
  --smtp URL           mail server of escalation notices, smtp://host:port (or VONGLAU_SMTP); without it mails fail, and say so
  --smtp-from SENDER   address, or name and <address> (canh-bao@vonglau.example)
  --gateways FILE      JSON {"sms": {url, method, headers, body}, "zalo": ...}; {{to}}, {{text}} and {{alarm}} are put in
  --webhook-secret-file FILE  secret by which notices to web addresses are signed
  --escalation-percent N  times of escalation as a share of the real ones (100)
  --heartbeat-ms MS    pause between heartbeats of the event stream (5000)`;

/** Reads the command line. The error's `detail` says what is wrong with it. */
export function parseOptions(args: readonly string[]): Result<DemoOptions> {
  const text = { type: 'string' } as const;
  let values: Partial<Record<string, string>>;
  try {
    values = parseArgs({
      args: [...args],
      options: {
        'port-base': text, host: text, cameras: text, synthetic: text, video: text, state: text, info: text, clips: text,
        'clock-skew-ms': text, 'access-ms': text, 'refresh-ms': text, 'lock-ms': text, 'heartbeat-ms': text, 'alarms-per-hour': text,
        smtp: text, 'smtp-from': text, gateways: text, 'webhook-secret-file': text, 'escalation-percent': text,
      },
    }).values;
  } catch (error) {
    return err('app/invalid-input', { detail: error instanceof Error ? error.message : 'unknown option' });
  }
  const wrong: string[] = [];
  const whole = (name: string, min: number, max: number): number | undefined => {
    const given = values[name];
    if (given === undefined) return undefined;
    const value = Number(given);
    if (!/^-?\d+$/.test(given) || value < min || value > max) wrong.push(`--${name} must be a whole number from ${String(min)} to ${String(max)}, not ${given}`);
    return value;
  };
  const channels = readChannelOptions({ smtp: values['smtp'] ?? process.env['VONGLAU_SMTP'], smtpFrom: values['smtp-from'], gatewaysFile: values['gateways'], webhookSecretFile: values['webhook-secret-file'] });
  if (!channels.ok) wrong.push(channels.error.detail ?? '');
  const percent = whole('escalation-percent', 1, 1000);
  const options = withoutUndefined({
    channels: channels.ok && Object.keys(channels.value).length > 0 ? channels.value : undefined,
    escalationScale: percent === undefined ? undefined : percent / 100,
    portBase: whole('port-base', 0, 65_533),
    host: values['host'],
    cameras: whole('cameras', 1, 1_000_000),
    synthetic: whole('synthetic', 0, 2000),
    video: values['video'],
    stateDir: values['state'],
    infoFile: values['info'],
    clipsDir: values['clips'],
    clockSkewMs: whole('clock-skew-ms', -DAY_MS * 365, DAY_MS * 365),
    accessMs: whole('access-ms', 1000, DAY_MS),
    refreshMs: whole('refresh-ms', 1000, DAY_MS * 30),
    lockMs: whole('lock-ms', 100, DAY_MS),
    alarmsPerHour: whole('alarms-per-hour', 0, 36_000),
    heartbeatMs: whole('heartbeat-ms', 50, 600_000),
  });
  return wrong.length > 0 ? err('app/invalid-input', { detail: wrong.join('; ') }) : ok(options);
}

/** The same record without its undefined fields. */
function withoutUndefined<T extends object>(record: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const kept: { [Key in keyof T]?: Exclude<T[Key], undefined> } = {};
  return Object.assign(kept, Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)));
}
