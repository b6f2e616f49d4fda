import {
  type Body,
  compareProgress,
  type Entry,
  type Frontier,
  isSignedBy,
  OwnChain,
  readEntry,
  type SignatureScheme,
  type Signer,
  sameBytes,
  sameTip,
  type Tip,
} from '@jazzgrid/ledger'
import type { PeerName } from '../peer/peer-effect.js'
import type { Trust } from '../trust/trusted-point.js'

/** Own entries that wait to be certified; beyond it nothing more is signed. */
const MOST_OPEN = 64

/** The own chain of somebody who keeps no ledger: it learns from proofs what of it the others took in. */
export class LightAuthor {
  readonly account: number
  readonly #network: Uint8Array
  readonly #scheme: SignatureScheme
  readonly #chain: OwnChain
  readonly #numbers = new Map<PeerName, number>()
  readonly #claims = new Map<PeerName, Tip>()
  #open: readonly Entry[]

  /** @param needed neighbours that must have said what they know of the chain before it goes on. */
  constructor(options: {
    readonly account: number
    readonly network: Uint8Array
    readonly scheme: SignatureScheme
    readonly signer: Signer
    readonly needed: () => number
    readonly own?: { readonly tip?: Tip; readonly open: readonly Entry[] }
  }) {
    this.account = options.account
    this.#network = options.network
    this.#scheme = options.scheme
    this.#open = options.own?.open ?? []
    this.#chain = new OwnChain({
      account: options.account,
      network: options.network,
      signer: options.signer,
      tip: options.own?.tip,
      needed: options.needed,
      keep: () => this.#open.length < MOST_OPEN,
    })
  }

  get state(): OwnChain['state'] {
    return this.#chain.state
  }

  /** Not certified yet, oldest first. */
  get open(): readonly Entry[] {
    return this.#open
  }

  /** Whether it has not said yet what it knows of the chain. */
  isUnheard(name: PeerName): boolean {
    return !this.#numbers.has(name)
  }

  /** @returns the entries; fewer than bodies where it may not sign, or too many wait. */
  write(bodies: readonly Body[], { height, certificate }: Trust, now: number): readonly Entry[] {
    const knowledge = { height, certificate: certificate.slice(0, 8), time: now }
    const room = Math.max(0, MOST_OPEN - this.#open.length - 1)
    const { entries } = this.#chain.write(bodies.slice(0, room), knowledge)
    this.#open = [...this.#open, ...entries]
    return entries
  }

  /**
   * A certificate has this frontier.
   * @returns own entries that it covers and that were open until now.
   */
  certified(frontier: Frontier): readonly Entry[] {
    const tip = frontier.find(({ account }) => account === this.account)
    if (tip === undefined) return []
    this.#chain.show(tip)
    const covered = this.#open.filter((entry) => compareProgress(entry, tip) <= 0)
    const last = covered[covered.length - 1]
    // of an earlier life, or beside the tip: void
    const isOurs = last !== undefined && (compareProgress(last, tip) < 0 || sameTip({ ...last }, tip))
    this.#open = this.#open.filter((entry) => compareProgress(entry, tip) > 0)
    return isOurs ? covered.filter(({ incarnation }) => incarnation === tip.incarnation) : []
  }

  /** A neighbour says which entry of the account it holds last. */
  claimed(by: PeerName, tip: Tip | undefined): void {
    const number = this.#numbers.get(by) ?? this.#numbers.size
    this.#numbers.set(by, number)
    this.#chain.confirm(number, tip)
    const own = this.#chain.tip
    if (tip !== undefined && (own === undefined || compareProgress(tip, own) > 0)) this.#claims.set(by, tip)
  }

  /** What it says to hold and is now to show: asked for once. */
  takeClaim(by: PeerName): Tip | undefined {
    const claim = this.#claims.get(by)
    this.#claims.delete(by)
    return claim
  }

  /** An entry was shown. @returns whether it is one of the account. */
  shown(wire: Uint8Array, key: Uint8Array): boolean {
    const entry = readEntry(wire)
    if ('reason' in entry || entry.account !== this.account || !sameBytes(entry.network, this.#network)) return false
    if (!isSignedBy(key, entry.id, entry.signature, this.#scheme)) return false
    this.#chain.show(entry)
    return true
  }
}
