/** `admin` includes all, each of the others includes `read`. */
export const SCOPES = ['read', 'prefs', 'trade', 'device', 'admin'] as const

export type Scope = (typeof SCOPES)[number]

export interface TokenReport {
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly created_wall_ms: number
}

export interface Tokens {
  readonly schema: 'jazzgrid/tokens@1'
  readonly tokens: readonly TokenReport[]
}

/** A new token; it is not shown again. */
export interface NewToken {
  readonly schema: 'jazzgrid/token@1'
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly token: string
}

/** Where a setting has its value from, the stronger first. */
export type SettingOrigin = 'flag' | 'env' | 'file' | 'default'

export interface SettingReport {
  /** As `api.port`. */
  readonly path: string
  readonly value: unknown
  readonly origin: SettingOrigin
  /** The flag, the variable, or file:line:column; empty for a default. */
  readonly from: string
}

export interface ConfigMistake {
  /** file:line:column, or the flag or variable. */
  readonly place: string
  readonly path: string
  /** What was expected and what was found. */
  readonly problem: string
  readonly remedy: string
}

export interface ConfigReport {
  readonly schema: 'jazzgrid/config@1'
  readonly file: string
  readonly sound: boolean
  readonly settings: readonly SettingReport[]
  readonly mistakes: readonly ConfigMistake[]
}
