export interface NeighbourReport {
  readonly account: number
  /** Its name on the network. */
  readonly peer: string
  readonly connected: boolean
  /** 0 without a mark, negative else. */
  readonly score: number
  readonly standing: string
  readonly validator: boolean
  /** Where the config says that it may be found. */
  readonly addresses: readonly string[]
  readonly clock_offset_ms: number | null
}

export interface ChannelReport {
  readonly sent: number
  readonly sent_bytes: number
  readonly received: number
  readonly received_bytes: number
  readonly accepted: number
  readonly ignored: number
  readonly rejected: number
  readonly lost: number
}

export interface Neighbours {
  readonly schema: 'jazzgrid/neighbours@1'
  readonly connected: number
  readonly admitted: number
  readonly peers: readonly NeighbourReport[]
  readonly traffic: {
    readonly channels: Readonly<Record<string, ChannelReport>>
    readonly penalties: Readonly<Record<string, number>>
    readonly hung_up: Readonly<Record<string, number>>
  }
}

export interface MemberReport {
  readonly account: number
  readonly key: string
  readonly peer: string
  readonly validator: boolean
  readonly feeder: number
  readonly max_energy_wh: number | null
  readonly since_height: number
  readonly standing: string
  readonly connected: boolean
}

export type MembershipChange =
  | {
      readonly to: 'admit'
      /** Left out of a wish: the next number. */
      readonly account?: number
      readonly key: string
      readonly validator: boolean
      readonly feeder: number
      readonly max_energy_wh?: number
    }
  | { readonly to: 'evict' | 'seat' | 'unseat'; readonly account: number }
  | { readonly to: 'set'; readonly parameter: string; readonly value: number }

export interface Members {
  readonly schema: 'jazzgrid/members@1'
  readonly height: number
  readonly quorum: number
  readonly members: readonly MemberReport[]
  readonly ballots: readonly {
    readonly change: MembershipChange
    readonly voters: readonly number[]
    readonly needed: number
  }[]
  readonly scheduled: readonly { readonly height: number; readonly change: MembershipChange }[]
}

export interface VoteWish {
  readonly change: MembershipChange
  /** Of who is to be admitted: its signature over the admission, hex. */
  readonly proof?: string
}

export interface VoteReceipt {
  readonly schema: 'jazzgrid/vote@1'
  readonly change: MembershipChange
  readonly round_at_ms: number
}

export interface LedgerReport {
  readonly schema: 'jazzgrid/ledger@1'
  readonly network: string
  readonly genesis: string
  readonly height: number
  readonly certificate: string
  readonly at_ms: number
  readonly tips: readonly {
    readonly account: number
    readonly incarnation: number
    readonly seq: number
    readonly id: string
    /** Entries after it that are held and not certified. */
    readonly open: number
  }[]
  readonly certificates: { readonly first_height: number; readonly last_height: number }
}

export interface CertificateReport {
  readonly height: number
  readonly id: string
  readonly at_ms: number
  readonly previous: string
  readonly result_root: string
  readonly state_root: string
  /** null where it is not remembered who might sign then. */
  readonly signers: readonly number[] | null
  /** null where the round is not held any more. */
  readonly trades: number | null
}

export interface Certificates {
  readonly schema: 'jazzgrid/certificates@1'
  readonly certificates: readonly CertificateReport[]
}
