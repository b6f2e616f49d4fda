import { MINUTE } from '@jazzgrid/units'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { type Certificate, certificateId } from '../../src/certificate/certificate.js'
import { endorse } from '../../src/certificate/endorsement.js'
import { type Value, valueId } from '../../src/certificate/value.js'
import { type Genesis, networkOf } from '../../src/genesis/genesis.js'
import { signVote } from '../../src/seal/vote.js'
import type { Handover } from '../../src/trust/handover.js'
import { trustInGenesis } from '../../src/trust/trusted-point.js'
import { bitmapOf } from '../../src/validators/signer-bitmap.js'
import { ValidatorSet } from '../../src/validators/validator-set.js'
import { genesisOf } from '../community/village.js'
import { hashSigner } from '../seal/hash-signer.js'

const HASH = new Uint8Array(32)

export const setOf = (...keys: readonly number[]): ValidatorSet =>
  new ValidatorSet(keys.map((key) => ({ account: key % 100, key: hashSigner(key).key })))

/** Members whose keys are numbers; key 104 is another key of account 4. */
export const chainGenesis = (members: number): Genesis =>
  genesisOf(members, {
    members: genesisOf(members).members.map((founder) => ({
      ...founder,
      key: bytesToHex(hashSigner(founder.account).key),
    })),
  })

/** Certificates one after another, each signed by a quorum of those who decide then; nothing was executed for them. */
export class CertifiedChain {
  readonly genesis: Genesis
  /** By height, from 1. */
  readonly steps: Handover[] = []
  readonly #keys = new Map<string, number>()
  #last: { readonly id: Uint8Array; readonly height: number; readonly at: number; readonly validators: ValidatorSet }

  constructor(genesis: Genesis, from?: CertifiedChain) {
    const { certificate: id, height, at, validators } = trustInGenesis(genesis)
    this.genesis = genesis
    this.#last = from === undefined ? { id, height, at, validators } : from.#last
    if (from !== undefined) this.steps.push(...from.steps)
    for (let key = 0; key < 256; key++) this.#keys.set(bytesToHex(hashSigner(key).key), key)
  }

  /** Another history from here on. */
  fork(): CertifiedChain {
    return new CertifiedChain(this.genesis, this)
  }

  get height(): number {
    return this.#last.height
  }

  get at(): number {
    return this.#last.at
  }

  get validators(): ValidatorSet {
    return this.#last.validators
  }

  step(height: number): Handover {
    return this.steps[height - 1]
  }

  /** @param next who decides the height after it. @param by who signs it, where that is somebody else than it should be. */
  add(change: Partial<Value> = {}, next = this.validators, by = this.validators): Handover {
    const { id: previous, height, at, validators } = this.#last
    const value: Value = {
      network: networkOf(this.genesis),
      height: height + 1,
      previous,
      at: at + MINUTE,
      firstSlot: 0,
      closers: bitmapOf([0, 1], validators.members.length),
      closesRoot: HASH,
      frontierRoot: HASH,
      inputsRoot: HASH,
      resultRoot: HASH,
      stateRoot: HASH,
      validatorsHash: next.hash,
      paramsHash: HASH,
      ...change,
    }
    const step = { certificate: this.certify(value, by), validators: next }
    this.steps.push(step)
    this.#last = { id: certificateId(step.certificate), height: value.height, at: value.at, validators: next }
    return step
  }

  addMany(count: number): void {
    for (let i = 0; i < count; i++) this.add()
  }

  certify(value: Value, by: ValidatorSet): Certificate {
    const { network, height } = value
    const ballot = { network, height, round: 0, stage: 'precommit', valueId: valueId(value) } as const
    const votes = by.members.map(({ account, key }) =>
      signVote(ballot, account, hashSigner(this.#keys.get(bytesToHex(key)) ?? 0)),
    )
    return { value, round: 0, precommits: endorse(votes, by, by.quorum) }
  }

  /** What an honest peer shows to whoever trusts the height before `from`: every change of validators, and the last one. */
  trail(from: number, to = this.height): Handover[] {
    return this.steps.filter(({ certificate: { value } }, i) => {
      const before = i === 0 ? trustInGenesis(this.genesis).validators : this.steps[i - 1].validators
      const isHandover = bytesToHex(before.hash) !== bytesToHex(value.validatorsHash)
      return value.height >= from && value.height <= to && (isHandover || value.height === to)
    })
  }
}

export const hashOf = (bytes: Uint8Array): Uint8Array => sha256(bytes)
