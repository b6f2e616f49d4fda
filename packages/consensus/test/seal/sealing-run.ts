import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import { Chance, VirtualClock } from '@jazzgrid/units'
import type { Certificate } from '../../src/certificate/certificate.js'
import { type FaultModel, ValidatorSet } from '../../src/validators/validator-set.js'
import { Audit } from './audit.js'
import { Gossip, links } from './gossip.js'
import { hashScheme, hashSigner } from './hash-signer.js'
import { type Habits, Host } from './host.js'
import { Scribbler } from './scribbler.js'
import { type Fault, type Storm, weather } from './weather.js'

export interface Scene extends Habits {
  readonly seed: number
  /** By Ed25519, not by the hashes that make mass runs quick. */
  readonly isSigned?: boolean
  readonly members: number
  readonly faultModel?: FaultModel
  readonly faults?: readonly Fault[]
  /** Honest hosts that lose power, each for a while, as often as this in all. */
  readonly crashes?: number
  readonly storm?: Storm
  /** When the storm ends [ms]. */
  readonly calmAt?: number
  /** All lose power at once, a while before the calm. */
  readonly powerCut?: boolean
  readonly heights?: number
  /** When we stop waiting [ms]. */
  readonly until?: number
}

export interface Outcome {
  /** What must not be: violations, and `hang` where some honest validator did not come to the end. */
  readonly symptoms: readonly string[]
  /** Decisions of honest validators by height. */
  readonly decisions: readonly (readonly (Certificate | undefined)[])[]
  /** ms */
  readonly finishedAt: number
  readonly audit: Audit
}

/** One community through some heights: storms and crashes first, then calm. The same scene runs the same way. */
export function run(scene: Scene): Outcome {
  const { seed, members, faultModel = 'byzantine', faults = [], crashes = 0, calmAt = 0 } = scene
  const { heights = 2, until = calmAt + 60_000 } = scene
  const chance = new Chance(seed, 'seal')
  const clock = new VirtualClock()
  const scheme = scene.isSigned ? opensslScheme() : hashScheme
  const signerOf = scene.isSigned
    ? (account: number) => opensslSigner(new Uint8Array(32).fill(account + 1))
    : hashSigner
  const signers = Array.from({ length: members }, (_, account) => signerOf(account))
  const validators = new ValidatorSet(
    signers.map(({ key }, account) => ({ account, key })),
    faultModel,
  )
  const faulty = chance.shuffled(signers.map((_, account) => account)).slice(0, faults.length)
  const honest = signers.flatMap((_, account) => (faulty.includes(account) ? [] : [account]))
  const kinds = new Map(faulty.map((account, i) => [account, faults[i]]))
  const extra = faulty.flatMap((account) => {
    const kind = kinds.get(account)
    if (kind === 'silent') return []
    return kind === 'twins' ? [account, account] : [account]
  })
  const audit = new Audit(validators, new Set(honest), scheme)
  const nodes = [...honest, ...extra]
  const gossip = new Gossip(
    clock,
    weather(chance.stream('weather'), nodes, kinds, calmAt, scene.storm ?? 'rough'),
    links(honest.length, extra.length, chance.stream('links')),
  )
  const { rules, relaysNothing, hidesCertificates, sendsFirst, forgetsLock } = scene
  const habits = {
    ...(relaysNothing && { relaysNothing }),
    ...(hidesCertificates && { hidesCertificates }),
    ...(sendsFirst && { sendsFirst }),
    ...(forgetsLock && { forgetsLock }),
  }
  const lazy = members > 1 && chance.uniform() < 0.3 ? chance.pick(honest) : undefined
  const hosts: Host[] = []
  for (const account of nodes) {
    const signer = signers[account]
    if (kinds.get(account) === 'scribbling') {
      new Scribbler(account, signer, gossip, chance.stream(`scribbler ${account}`))
      continue
    }
    const skew = chance.integer(60) - 30
    const isHonest = !kinds.has(account)
    const isEager = account !== lazy
    const code = rules && { rules }
    const options = {
      account,
      signer,
      scheme,
      validators,
      clock,
      chance,
      gossip,
      lastHeight: heights,
      skew,
      isEager,
      ...code,
    }
    const watched = isHonest
      ? { ...habits, watch: (effect: Parameters<Audit['watch']>[1]) => audit.watch(account, effect) }
      : {}
    const host = new Host({ ...options, ...watched })
    if (isHonest) hosts.push(host)
    if (kinds.get(account) === 'deserting')
      clock.setTimeout(() => host.crash(), chance.integer(Math.max(calmAt, 1_000)))
    host.start()
  }
  for (let k = 0; k < crashes; k++) {
    const host = chance.pick(hosts)
    const at = chance.integer(Math.max(calmAt, 1_000))
    clock.setTimeout(() => host.crash(), at)
    clock.setTimeout(() => {
      host.crash()
      host.start()
    }, at + chance.integer(1_500))
  }
  if (scene.powerCut) {
    const at = (calmAt * 3) / 4
    clock.setTimeout(() => {
      for (const host of hosts) host.crash()
    }, at)
    clock.setTimeout(() => {
      for (const host of hosts) host.start()
    }, at + 500)
  }
  let now = 0
  // two halves that went their own ways need a while to find out
  const atLeast = scene.storm === 'divided' ? calmAt + 5_000 : 0
  while (now < atLeast || (now < until && !hosts.every((host) => host.isDone))) {
    now += 50
    clock.advanceTo(now)
  }
  const decisions = Array.from({ length: heights }, (_, i) => hosts.map(({ disk }) => disk.certificates.get(i + 1)))
  audit.close(decisions)
  const isDone = hosts.every((host) => host.isDone)
  return { symptoms: isDone ? audit.faults : [...audit.faults, 'hang'], decisions, finishedAt: now, audit }
}
