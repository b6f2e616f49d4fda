import type { ConfigMistake, SettingReport } from '../api/contract/administration.js'
import type { NodeConfig } from './node-config.js'

/** What the config says, or what is wrong with it. */
export type ConfigReading =
  | { readonly sound: true; readonly config: NodeConfig; readonly settings: readonly SettingReport[] }
  | {
      readonly sound: false
      readonly mistakes: readonly ConfigMistake[]
      readonly settings: readonly SettingReport[]
      /** Where the API goes all the same: what is sound of the file, else the defaults. */
      readonly api: NodeConfig['api']
    }

/** Where a node has its config from. It is read again whenever the file changes. */
export interface ConfigSource {
  readonly file: string
  /** Reads the file anew, and lays environment and flags over it. Never throws for what is written in it. */
  read(): Promise<ConfigReading>
}
