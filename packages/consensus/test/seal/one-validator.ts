import { bytesToHex } from '@noble/hashes/utils.js'
import type { Certificate } from '../../src/certificate/certificate.js'
import { endorse } from '../../src/certificate/endorsement.js'
import { valueId } from '../../src/certificate/value.js'
import type { Chamber } from '../../src/seal/chamber.js'
import { type Close, signClose } from '../../src/seal/close.js'
import { encodeMessage, type Message, readMessage } from '../../src/seal/message.js'
import { type Candidate, type Proposal, signProposal } from '../../src/seal/proposal.js'
import { Seal } from '../../src/seal/seal.js'
import type { SealEffect, SealInput, Term } from '../../src/seal/seal-step.js'
import { type Stage, signVote, type Vote } from '../../src/seal/vote.js'
import { ValidatorSet } from '../../src/validators/validator-set.js'
import { valueFrom } from './hash-chamber.js'
import { hashScheme, hashSigner } from './hash-signer.js'
import { GENESIS, NETWORK } from './host.js'

/** The others of a scripted community: what they would sign, by name. A value's name is a letter. */
export class Others {
  readonly validators: ValidatorSet
  readonly height: number
  readonly previous: Uint8Array

  constructor(members: number, height = 1, previous: Uint8Array = GENESIS) {
    this.validators = new ValidatorSet(
      Array.from({ length: members }, (_, i) => ({ account: i, key: hashSigner(i).key })),
    )
    this.height = height
    this.previous = previous
  }

  close(account: number, content = account): Close {
    const frozen = { root: new Uint8Array(32).fill(content), count: 100 - account, at: 1_000 + account }
    return signClose({ network: NETWORK, height: this.height, ...frozen }, account, hashSigner(account))
  }

  /** The value with this letter, on the closes of the foremost validators. */
  candidate(letter: string): Candidate {
    const closes = this.validators.members.slice(0, this.validators.quorum).map(({ account }) => this.close(account))
    const around = { network: NETWORK, validators: this.validators, previous: () => this.previous }
    const value = valueFrom(this.height, closes, letter.charCodeAt(0), around)
    return { value, valueId: valueId(value), closes }
  }

  /** @param proved the earlier attempt in which accounts 1 to q prevoted it. */
  proposal(account: number, round: number, letter: string, proved: number | null = null): Proposal {
    const offering = {
      network: NETWORK,
      height: this.height,
      round,
      ...this.candidate(letter),
      validRound: proved,
      proof:
        proved === null
          ? null
          : endorse(this.votes('prevote', proved, letter), this.validators, this.validators.quorum),
    }
    return signProposal(offering, account, hashSigner(account))
  }

  /** A letter, or `-` for no value. */
  vote(account: number, stage: Stage, round: number, letter: string): Vote {
    const id = letter === '-' ? null : this.candidate(letter).valueId
    const ballot = { network: NETWORK, height: this.height, round, stage, valueId: id }
    return signVote(ballot, account, hashSigner(account))
  }

  /** Of all but account 0, as many as a quorum. */
  votes(stage: Stage, round: number, letter: string): readonly Vote[] {
    const { members, quorum } = this.validators
    const from = members.length > quorum ? members.slice(1, quorum + 1) : members
    return from.map(({ account }) => this.vote(account, stage, round, letter))
  }

  certificate(letter: string, round = 0): Certificate {
    const { value } = this.candidate(letter)
    const precommits = endorse(this.votes('precommit', round, letter), this.validators, this.validators.quorum)
    return { value, round, precommits }
  }
}

export interface Stubborn {
  /** Accounts whose vectors are not here. */
  readonly away: Set<number>
  /** Letters of values that are too late by the clock. */
  readonly late: Set<string>
  /** The letter of a fresh value. */
  fresh: string
}

/** Account 0 under a magnifying glass: inputs by script, effects as lines. */
export class OneValidator {
  readonly others: Others
  readonly state: Stubborn = { away: new Set(), late: new Set(), fresh: 'A' }
  readonly term: Term
  readonly seal: Seal
  pledges: Uint8Array | undefined

  /** @param proposers whose turn it is, by attempt. */
  constructor({
    members = 4,
    proposers = [1, 2, 3, 0],
    listens = false,
    others = new Others(members),
  }: {
    members?: number
    proposers?: readonly number[]
    listens?: boolean
    others?: Others
  } = {}) {
    this.others = others
    this.term = { height: others.height, previous: others.previous, validators: others.validators, proposers }
    const identity = listens ? {} : { identity: { account: 0, signer: hashSigner(0) } }
    this.seal = new Seal({ network: NETWORK, scheme: hashScheme, chamber: this.#chamber(), ...identity })
  }

  begin(pledges?: Uint8Array): string[] {
    return this.step({ kind: 'begin', term: this.term, ...(pledges !== undefined && { pledges }) })
  }

  close(): string[] {
    const { root, count, at } = this.others.close(0)
    return this.step({ kind: 'close', frozen: { root, count, at } })
  }

  /** What comes of messages, without what became of each. */
  hear(...messages: readonly Message[]): string[] {
    return this.hearWith(...messages).filter((line) => !line.startsWith('heard'))
  }

  hearWith(...messages: readonly Message[]): string[] {
    return messages.flatMap((message) => this.step({ kind: 'message', wire: encodeMessage(message) }))
  }

  /** Time runs out. */
  giveUp(wait: 'grace' | 'propose' | 'prevote' | 'precommit', round: number): string[] {
    return this.step({ kind: 'timer', timer: { height: this.others.height, round, wait } })
  }

  step(input: SealInput): string[] {
    const effects = this.seal.step(input)
    for (const effect of effects) if (effect.kind === 'persist') this.pledges = effect.pledges
    return effects.map((effect) => this.#line(effect))
  }

  #chamber(): Chamber {
    const { height } = this.others
    return {
      deliberate: (_, closes, firstSlot) => {
        const of = closes.filter(({ account }) => this.state.away.has(account)).map(({ account }) => account)
        if (of.length > 0) return { kind: 'wanting', of }
        const slot = firstSlot ?? this.state.fresh.charCodeAt(0)
        const { validators, previous } = this.others
        const value = valueFrom(height, closes, slot, { network: NETWORK, validators, previous: () => previous })
        return { kind: 'value', value }
      },
      isTimely: ({ firstSlot }) => !this.state.late.has(String.fromCharCode(firstSlot)),
    }
  }

  #line(effect: SealEffect): string {
    switch (effect.kind) {
      case 'persist':
        return 'pledge'
      case 'send':
        return `say ${this.#said(readMessage(effect.wire) as Message)}`
      case 'timer':
        return `wait ${effect.timer.wait} ${effect.timer.round}: ${effect.delay}`
      case 'decided':
        return `decided ${letterOf(effect.certificate)} in ${effect.certificate.round}`
      case 'accuse':
        return `accuse ${effect.proof.account} of two ${effect.proof.said}s`
      case 'want':
        return `want ${effect.want.what}`
      case 'heard':
        return `heard ${effect.verdict}${effect.reason === undefined ? '' : `: ${effect.reason}`}`
      case 'split':
        return `split ${effect.certificates.map(letterOf).join(' ')}`
      case 'muted':
        return `muted: ${effect.reason}`
      case 'freeze':
        return 'freeze'
    }
  }

  #said(message: Message): string {
    switch (message.kind) {
      case 'close':
        return 'close'
      case 'certificate':
        return `certificate ${letterOf(message.certificate)}`
      case 'proposal': {
        const again = message.validRound === null ? '' : ` again from ${message.validRound}`
        return `proposal ${message.round} ${letterOf(message)}${again}`
      }
      case 'vote':
        return `${message.stage} ${message.round} ${this.#letter(message.valueId)}`
    }
  }

  #letter(id: Uint8Array | null): string {
    if (id === null) return '-'
    const letters = ['A', 'B', 'C']
    return letters.find((letter) => bytesToHex(this.others.candidate(letter).valueId) === bytesToHex(id)) ?? '?'
  }
}

const letterOf = ({ value }: Pick<Certificate, 'value'>): string => String.fromCharCode(value.firstSlot)

/** Account 0 of four, to whom the others have closed; they propose in the order 1, 2, 3, 0. */
export function ready(options: ConstructorParameters<typeof OneValidator>[0] = {}): OneValidator {
  const one = new OneValidator(options)
  one.begin()
  one.close()
  one.hear(one.others.close(1), one.others.close(2), one.others.close(3))
  return one
}
