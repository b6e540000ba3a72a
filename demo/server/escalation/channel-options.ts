import { readFileSync } from 'node:fs';
import addressparser from 'nodemailer/lib/addressparser/index.js';
import { err, ok, type Result } from '../../../contract/domain/result.ts';
import { SENDER_NAME, type ChannelOptions, type MailSender } from './channels.ts';
import { readTemplate, type GatewayTemplate } from './gateway-template.ts';

/** What the command line or the environment says about channels. */
export interface ChannelSources {
  readonly smtp?: string | undefined;
  /** An address, or `Name <user@host>`. */
  readonly smtpFrom?: string | undefined;
  /** JSON file `{ "sms": { url, method, headers, body }, "zalo": {...} }`. */
  readonly gatewaysFile?: string | undefined;
  /** File whose first line is the secret: on a command line others would read it. */
  readonly webhookSecretFile?: string | undefined;
}

/** Reads the files. The error's `detail` says which option is wrong. */
export function readChannelOptions({ smtp, smtpFrom, gatewaysFile, webhookSecretFile }: ChannelSources): Result<ChannelOptions> {
  if (smtp !== undefined && !/^smtps?:\/\//.test(smtp)) return err('app/invalid-input', { detail: '--smtp must be smtp://host:port or smtps://host:port' });
  const sender = smtpFrom === undefined ? null : readSender(smtpFrom);
  if (smtpFrom !== undefined && sender === null) return err('app/invalid-input', { detail: '--smtp-from must be an address, or a name and an address: Name <user@host>' });
  const gateways = gatewaysFile === undefined ? ok({}) : readGateways(gatewaysFile);
  if (!gateways.ok) return gateways;
  let webhookSecret: string | undefined;
  try {
    webhookSecret = webhookSecretFile === undefined ? undefined : readFileSync(webhookSecretFile, 'utf8').split(/\r?\n/)[0];
  } catch {
    return err('app/invalid-input', { detail: '--webhook-secret-file cannot be read' });
  }
  if (webhookSecret !== undefined && webhookSecret.length < 16) return err('app/invalid-input', { detail: '--webhook-secret-file must hold at least 16 characters' });
  return ok({ ...(smtp === undefined ? {} : { smtp }), ...(sender === null ? {} : { smtpFrom: sender }), ...(gatewaysFile === undefined ? {} : { gateways: gateways.value }), ...(webhookSecret === undefined ? {} : { webhookSecret }) });
}

/** Null: not one sender. */
function readSender(text: string): MailSender | null {
  const [given, ...others] = addressparser(text);
  if (given === undefined || others.length > 0 || !('address' in given) || given.address === undefined || /[\r\n]/.test(text)) return null;
  return /^[^\s@<>]+@[^\s@<>]+$/.test(given.address) ? { name: given.name === '' ? SENDER_NAME : given.name, address: given.address } : null;
}

function readGateways(file: string): Result<{ readonly sms?: GatewayTemplate; readonly zalo?: GatewayTemplate }> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return err('app/invalid-input', { detail: '--gateways is no JSON file' });
  }
  const found: { sms?: GatewayTemplate; zalo?: GatewayTemplate } = {};
  for (const channel of ['sms', 'zalo'] as const) {
    const given: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, channel) : undefined;
    if (given === undefined) continue;
    const template = readTemplate(given);
    if (!template.ok) return err('app/invalid-input', { detail: `--gateways: ${channel}: ${template.error.detail ?? ''}` });
    found[channel] = template.value;
  }
  return ok(found);
}
