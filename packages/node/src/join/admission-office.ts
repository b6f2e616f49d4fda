import {
  type CommunityState,
  genesisId,
  type MemberAddresses,
  type SignedGenesis,
  validatorsOf,
} from '@jazzgrid/consensus'
import type { Body, Entry, LedgerStore, SignatureScheme, Signer } from '@jazzgrid/ledger'
import { CodedError } from '@jazzgrid/units'
import { AdmissionDesk } from './admission-desk.js'
import { BallotDesk, type VoteOutcome } from './ballot-desk.js'
import { JoinDoor } from './door/join-door.js'
import type { LaboratoryPace } from './door/join-message.js'
import { type InvitationTerms, type OpenInvitation, OpenInvitations } from './open-invitations.js'
import { doorsOf } from './own-doors.js'
import { recallProposals } from './recall-proposals.js'

/** What the office needs of the peer that it works for. */
export interface OfficePorts {
  readonly state: () => CommunityState
  /** false while the peer may not sign. */
  readonly write: (bodies: readonly Body[]) => boolean
  /** Where the own peer listens, and what is known of others. */
  readonly members: () => readonly MemberAddresses[]
  readonly store: LedgerStore
}

/** As `node.yaml` says. */
export interface OfficeSettings {
  readonly host: string
  readonly port: number
  readonly doors: readonly string[]
  readonly admission: 'ask' | 'follow'
}

export type Invited =
  | { readonly kind: 'invited'; readonly name: string; readonly text: string; readonly doors: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: 'no-vote' | 'too-many' }

/** Everything of a node that has to do with who comes in: invitations, the door, and votes. */
export class AdmissionOffice {
  readonly ballots: BallotDesk
  readonly #account: number
  readonly #signer: Signer
  readonly #community: Uint8Array
  readonly #ports: OfficePorts
  readonly #settings: OfficeSettings
  readonly #invitations: OpenInvitations
  readonly #door: JoinDoor
  readonly #now: () => number
  #recalling = false

  private constructor(options: OfficeOptions, invitations: OpenInvitations) {
    const { genesis, account, signer, scheme, ports, settings, pace, now } = options
    this.#account = account
    this.#signer = signer
    this.#community = genesisId(genesis.genesis)
    this.#ports = ports
    this.#settings = settings
    this.#invitations = invitations
    this.#now = now
    const quorum = () => validatorsOf(genesis.genesis, ports.state().members).quorum
    this.ballots = new BallotDesk({ account, state: ports.state, quorum, write: ports.write })
    const desk = new AdmissionDesk({
      genesis,
      scheme,
      ballots: this.ballots,
      state: ports.state,
      welcome: () => ({ members: ports.members(), ...(pace && { pace }) }),
    })
    const { host, port } = settings
    this.#door = new JoinDoor({ address: { host, port }, invitations, desk, now })
  }

  /**
   * Open the office, and the door if an invitation from before is still open. Throws CodedError
   * `bad-invitations`.
   */
  static async open(options: OfficeOptions): Promise<AdmissionOffice> {
    const office = new AdmissionOffice(options, await OpenInvitations.read(options.file))
    await office.#door.attend().catch((fault: Error) => options.onFault(fault.message))
    return office
  }

  /** Entries that were not known before. */
  hear(entries: readonly Entry[]): void {
    this.ballots.hear(entries)
  }

  /** A round was certified. */
  certified(): void {
    if (this.ballots.unheard.length > 0) void this.#recall()
    if (this.#settings.admission === 'follow') this.ballots.follow()
  }

  async invite(terms: Omit<InvitationTerms, 'doors' | 'members'> & { doors?: readonly string[] }): Promise<Invited> {
    if (!this.ballots.hasVote) return { kind: 'refused', reason: 'no-vote' }
    const { host, port, doors: configured } = this.#settings
    const doors = terms.doors?.length ? terms.doors : configured.length > 0 ? configured : doorsOf(host, port)
    const members = this.#ports.members().slice(0, 16)
    const inviter = { account: this.#account, signer: this.#signer }
    const issued = await this.#invitations.issue({ ...terms, doors, members }, this.#community, inviter, this.#now())
    if (issued === undefined) return { kind: 'refused', reason: 'too-many' }
    try {
      await this.#door.attend()
    } catch (failure) {
      await this.#invitations.revoke(issued.name)
      throw failure
    }
    return { kind: 'invited', ...issued, doors }
  }

  invitations(): readonly OpenInvitation[] {
    return this.#invitations.list(this.#now())
  }

  /** @returns whether there was one. */
  async revoke(name: string): Promise<boolean> {
    const was = await this.#invitations.revoke(name)
    await this.#door.attend()
    return was
  }

  /** Vote for what another validator proposed. */
  async approve(account: number, key?: string): Promise<VoteOutcome> {
    const outcome = this.ballots.approve(account, key)
    if (outcome !== 'no-proof') return outcome
    await this.#recall()
    return this.ballots.approve(account, key)
  }

  async close(): Promise<void> {
    await this.#door.close()
  }

  /** What was proposed before this node was started, from its disk. */
  async #recall(): Promise<void> {
    if (this.#recalling) return
    this.#recalling = true
    try {
      this.ballots.hear(await recallProposals(this.#ports.store, this.ballots.unheard))
    } catch (cause) {
      // the store says itself what is wrong with it; a vote waits until it has been read
      if (!(cause instanceof CodedError)) throw cause
    } finally {
      this.#recalling = false
    }
  }
}

export interface OfficeOptions {
  readonly genesis: SignedGenesis
  readonly account: number
  readonly signer: Signer
  readonly scheme: SignatureScheme
  readonly ports: OfficePorts
  readonly settings: OfficeSettings
  /** Where open invitations are kept. */
  readonly file: string
  readonly pace?: LaboratoryPace
  /** UTC ms on the wall. */
  readonly now: () => number
  /** The door cannot stand open; everything else goes on. */
  readonly onFault: (message: string) => void
}
