import {
  type Certificate,
  decodeHandover,
  decodeResultProof,
  encodeHandover,
  encodeResultProof,
  networkOf,
  provenResults,
  readLeaf,
  validatorsOf,
} from '@jazzgrid/consensus'
import { type Body, decodeCanonical, type HeightProof, type MemberChange, possessionMessage } from '@jazzgrid/ledger'
import { Chance, MINUTE } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { type Bend, bentTransport } from './bent-transport.js'
import { type LightHome, LightVillage, signerOf } from './light-village.js'

const CAR = 4

const allOf = (village: LightVillage, body: () => Body) => {
  for (const { host } of village.peers.values()) host.write([body()])
}

const vote = (change: MemberChange): Body => ({ kind: 'member', change })

const admission = (village: LightVillage, account: number): MemberChange => {
  const { key, sign } = signerOf(account)
  const proof = sign(possessionMessage(networkOf(village.genesis), account, key))
  return { to: 'admit', account, key, proof, validator: true, feeder: 0 }
}

/** Bends proofs of one kind for the light client, and nothing else. */
const bendProofs =
  (bend: (proofs: readonly HeightProof[]) => readonly HeightProof[]): Bend =>
  (message, to) =>
    message.kind === 'proof' && to.startsWith('l') ? { ...message, proofs: bend(message.proofs) } : message

describe('a light client among four peers', () => {
  it('comes to trust their certificates, has its entries taken in and its trade proven', async () => {
    const village = new LightVillage(5)
    await village.startAll()
    const { client, host, heard } = await village.startLight(CAR)
    await village.round(3, () => village.peers.get(0)!.host.write([village.order('sell', 10, 100)]))
    expect(village.heights).toEqual([3, 3, 3, 3])
    expect(client.trust?.height).toBe(3)
    expect(host.write([village.order('buy', 20, 200)])).toBe(true)
    await village.round(2)
    expect(heard.takenIn.map(({ body }) => body.kind)).toEqual(['order'])
    expect(heard.trades).toEqual(['0 to 4: 100', '0 to 4: 100'])
    expect(heard.reports).toEqual([])
    expect(client.open).toEqual([])
  })

  it('goes with them through an admission, an eviction and another key, and skips what it slept through', async () => {
    const village = new LightVillage(5)
    await village.startAll()
    const late = await village.startLight(CAR)
    const order = () => village.peers.get(0)!.host.write([village.order('sell', 10, 100)])
    await village.round(6, (round) => {
      if (round === 1) allOf(village, () => vote(admission(village, 5)))
      order()
    })
    expect(village.peer(0).state.members[5]?.standing).toBe('active')
    await village.start(5)
    await village.round(4, (round) => {
      if (round === 7) allOf(village, () => vote({ to: 'evict', account: 3 }))
      order()
    })
    await late.host.stop()
    village.memory.crash(`l${CAR}`)
    const oldKey = village.peer(0).state.members[1].key
    await village.round(12, (round) => {
      if (round === 13) village.rotate(1, 1)
      order()
    })
    expect(village.peer(0).state.members[1].key).not.toBe(oldKey)
    const validators = validatorsOf(village.genesis, village.peer(0).state.members)
    expect(validators.members.map(({ account }) => account)).toEqual([0, 1, 2, 5])
    const again = await village.startLight(CAR, 'genesis', late.store)
    await village.round(1)
    for (const { client, heard } of [again, await fresh(village)]) {
      expect(client.trust?.height).toBe(village.peer(0).state.height)
      expect(client.trust?.validators.hash).toEqual(validators.hash)
      expect(heard.reports).toEqual([])
    }
  })

  it('is not deceived by a server that lies, and learns the truth from another', async () => {
    const forge = (proofs: readonly HeightProof[]) =>
      proofs.map(({ height, bytes }) => ({ height, bytes: forged(bytes) }))
    const village = new LightVillage(5)
    for (const account of [0, 1, 2]) await village.start(account)
    await village.start(3, { bend: bentTransport(bendProofs(forge)) })
    const { client, host, heard, transport } = await village.startLight(CAR)
    await village.round(8, (round) => {
      village.peers.get(0)!.host.write([village.order('sell', 10, 100)])
      if (round === 2) host.write([village.order('buy', 20, 200)])
    })
    expect(client.trust?.height).toBe(village.peer(0).state.height)
    expect(heard.trades.every((trade) => trade === '0 to 4: 100')).toBe(true)
    expect(heard.trades).toHaveLength(2)
    expect(['h0', 'h3'].map((name) => transport.score(name) < 0)).toEqual([false, true])
    expect(heard.reports).toEqual([])
  })

  it('learns nothing but what happened from three servers that bend bits at random', async () => {
    const chance = new Chance('bent bits')
    const village = new LightVillage(5)
    await village.start(0)
    const bend = bendProofs((proofs) =>
      proofs.map((proof) => (chance.uniform() < 0.5 ? proof : { ...proof, bytes: flipped(proof.bytes, chance) })),
    )
    for (const account of [1, 2, 3]) await village.start(account, { bend: bentTransport(bend) })
    const { client, host, heard } = await village.startLight(CAR)
    await village.live(30, (round) => {
      if (round % 3 === 0) host.write([village.order('buy', 20, 150)])
    })
    const truth = new Set<string>()
    for await (const [height, bytes] of village.home(0).store.records('result', 1, 1_000)) {
      const leaves = (decodeCanonical(bytes) as readonly Uint8Array[]).map(readLeaf)
      for (const leaf of leaves) truth.add(JSON.stringify([height, leaf]))
    }
    expect(heard.trades.length).toBeGreaterThan(10)
    for (const learned of heard.leaves) expect(truth).toContain(JSON.stringify(learned))
    expect(heard.reports).toEqual([])
    expect(client.trust?.height).toBeGreaterThan(25)
  })

  it.each<readonly [what: string, (proofs: readonly HeightProof[]) => readonly HeightProof[]]>([
    ['its trades', (proofs) => proofs.flatMap((proof) => without(proof, 'trade'))],
    ['its fills', (proofs) => proofs.flatMap((proof) => without(proof, 'fate'))],
    ['all that happened to it', (proofs) => proofs.filter((proof) => !isResult(proof))],
  ])('hears from another what three servers keep back: %s', async (_, bend) => {
    const village = new LightVillage(5)
    await village.start(0)
    for (const account of [1, 2, 3]) await village.start(account, { bend: bentTransport(bendProofs(bend)) })
    const { host, heard } = await village.startLight(CAR)
    await village.round(14, (round) => {
      village.peers.get(0)!.host.write([village.order('sell', 10, 100)])
      if (round === 2) host.write([village.order('buy', 20, 250)])
      if (round === 9) host.write([{ kind: 'cancel', tag: 77, device: 1, handle: 4_000 }])
    })
    // two fills and a half; the third is what nobody else can hide for long
    expect(heard.trades).toEqual(expect.arrayContaining(['0 to 4: 100', '0 to 4: 50']))
    expect(heard.trades).toHaveLength(3)
  })

  it('says that something is kept back where nobody shows it', async () => {
    const village = new LightVillage(5)
    const bend = bentTransport(bendProofs((proofs) => proofs.filter((proof) => !isResult(proof))))
    for (const account of [0, 1, 2, 3]) await village.start(account, { bend })
    const { host, heard } = await village.startLight(CAR)
    await village.round(5, (round) => {
      village.peers.get(0)!.host.write([village.order('sell', 10, 100)])
      if (round === 2) host.write([village.order('buy', 20, 100)])
    })
    expect(heard.trades).toEqual([])
    expect(heard.reports.map(({ what }) => what)).toContain('withheld')
  })

  it('says when the newest certificate is old, and when what it trusts is', async () => {
    const village = new LightVillage(5)
    await village.startAll()
    const { heard } = await village.startLight(CAR)
    await village.round(2)
    for (const account of [1, 2, 3]) village.stop(account)
    await village.pass(village.clock.now() + 3 * 3_600_000)
    expect(heard.reports.map(({ what }) => what)).toEqual(['stale'])
  })

  it('does not begin at a genesis of long ago, but at a checkpoint', async () => {
    const village = new LightVillage(5)
    village.trustingPeriod = 2 * MINUTE
    await village.startAll()
    await village.round(20)
    const old = await village.startLight(CAR)
    await village.round(3)
    expect(village.peer(0).state.height).toBeGreaterThan(2)
    expect(old.client.trust?.height).toBe(0)
    expect(old.heard.reports.map(({ what }) => what)).toEqual(['expired'])
    await old.host.stop()
    village.memory.crash(`l${CAR}`)
    const { height, certificate } = village.peer(0).state
    const point = { height, certificate: new Uint8Array(Buffer.from(certificate, 'hex')) }
    const { client, heard } = await village.startLight(CAR, point)
    await village.round(6)
    expect(client.trust?.height).toBe(village.peer(0).state.height)
    expect(heard.reports).toEqual([])
  })

  it('signs nothing in a place where it signed before its disk was put back', async () => {
    const village = new LightVillage(5)
    await village.startAll()
    const first = await village.startLight(CAR)
    await village.round(2)
    first.host.write([village.order('buy', 20, 200)])
    first.host.write([village.order('buy', 21, 200)])
    await village.round(1)
    await first.host.stop()
    village.memory.crash(`l${CAR}`)
    const { host, client, heard } = await village.startLight(CAR)
    await village.round(1)
    expect(client.mayWrite).toBe(true)
    host.write([village.order('buy', 22, 200)])
    await village.round(2)
    expect(heard.takenIn.map(({ incarnation, seq, body }) => [incarnation, seq, body.kind])).toEqual([
      [1, 1, 'reincarnate'],
      [1, 2, 'order'],
    ])
    expect(village.peer(0).state.members[CAR].standing).toBe('active')
  })
})

function flipped(bytes: Uint8Array, chance: Chance): Uint8Array {
  const at = chance.integer(bytes.length)
  const bit = 1 << chance.integer(8)
  return bytes.map((byte, i) => (i === at ? byte ^ bit : byte))
}

const isResult = ({ bytes }: HeightProof): boolean => decodeResultProof(bytes) !== undefined

/** A light client that has slept through everything. */
async function fresh(village: LightVillage): Promise<LightHome> {
  const home = await village.startLight(CAR + 1000)
  await village.round(1)
  return home
}

/** A certificate, or leaves, with something else in them. */
function forged(bytes: Uint8Array): Uint8Array {
  const results = decodeResultProof(bytes)
  if (results !== undefined) {
    const leaves = results.leaves.map((leaf) => {
      const text = new TextDecoder().decode(leaf)
      return new TextEncoder().encode(text.replace('"quantity":100', '"quantity":900'))
    })
    return encodeResultProof({ ...results, leaves })
  }
  const handover = decodeHandover(bytes, 'byzantine')
  if (handover === undefined) return bytes
  const { value } = handover.certificate
  const certificate: Certificate = {
    ...handover.certificate,
    value: { ...value, stateRoot: new Uint8Array(32) },
  }
  return encodeHandover({ ...handover, certificate })
}

/** The proof without its leaves of one kind; nothing where none is left. */
function without(proof: HeightProof, kind: string): HeightProof[] {
  const results = decodeResultProof(proof.bytes)
  const leaves = results && provenResults(results)
  if (results?.places === undefined || leaves === undefined) return [proof]
  const keep = leaves.flatMap((leaf, i) => (leaf.kind === kind ? [] : [i]))
  if (keep.length === 0) return []
  const places = { ...results.places, of: keep.map((i) => results.places!.of[i]) }
  const bytes = encodeResultProof({ ...results, places, leaves: keep.map((i) => results.leaves[i]) })
  return [{ ...proof, bytes }]
}
