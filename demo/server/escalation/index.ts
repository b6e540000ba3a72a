export type { ChannelOptions } from './channels.ts';
export { readChannelOptions } from './channel-options.ts';
export { setUpEscalation, type EscalationSetup } from './escalation.ts';
export { readTemplate, type GatewayTemplate } from './gateway-template.ts';
export { openTierNet, type TierLinks, type TierNet } from './tier-links.ts';
