export type { Libp2pSettings } from './libp2p-settings.js'
export { SYSTEM_CLOCK } from './node/system-clock.js'
export { REDIAL } from './options.js'
export { startLibp2p } from './start-libp2p.js'
