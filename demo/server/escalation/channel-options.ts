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
  const sender = smtpFrom === undefined ? ok(null) : readSender(smtpFrom);
  if (!sender.ok) return sender;
  const gateways = gatewaysFile === undefined ? ok({}) : readGateways(gatewaysFile);
  if (!gateways.ok) return gateways;
  let webhookSecret: string | undefined;
  try {
    webhookSecret = webhookSecretFile === undefined ? undefined : readFileSync(webhookSecretFile, 'utf8').split(/\r?\n/)[0];
  } catch {
    return err('app/invalid-input', { detail: '--webhook-secret-file cannot be read' });
  }
  if (webhookSecret !== undefined && webhookSecret.length < 16) return err('app/invalid-input', { detail: '--webhook-secret-file must hold at least 16 characters' });
  return ok({ ...(smtp === undefined ? {} : { smtp }), ...(sender.value === null ? {} : { smtpFrom: sender.value }), ...(gatewaysFile === undefined ? {} : { gateways: gateways.value }), ...(webhookSecret === undefined ? {} : { webhookSecret }) });
}

function readSender(text: string): Result<MailSender> {
  const [given, ...others] = addressparser(text);
  const address = given !== undefined && 'address' in given ? given.address : undefined;
  if (given === undefined || address === undefined || others.length > 0 || !/^[^\s@<>]+@[^\s@<>]+$/.test(address) || /[\r\n]/.test(text)) return err('app/invalid-input', { detail: '--smtp-from must be an address, or a name and an address: Name <user@host>' });
  return ok({ name: given.name === '' ? SENDER_NAME : given.name, address });
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
