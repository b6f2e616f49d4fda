/** What stays the same over the life of an agent: plain data, part of every snapshot. */
export interface AgentProfile {
  /** Number of the device in the community; also its `device` on the market. */
  readonly id: number
  /** Number of the site's account. */
  readonly account: number
  readonly name: string
  readonly kind: 'pv' | 'battery' | 'ev' | 'household'
  /** Name of the strategy in the registry of the community. */
  readonly strategy: string
  /** Of the strategy's own shape. */
  readonly settings: unknown
}
