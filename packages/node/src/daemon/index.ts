export type { ConfigReading, ConfigSource } from '../config/config-source.js'
export { type NodeConfig, nodeConfigJsonSchema, nodeConfigSchema, type SiteConfig } from '../config/node-config.js'
export { type DataFolder, FILES, makeDataFolder, openDataFolder } from '../folder/data-folder.js'
