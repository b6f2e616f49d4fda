import { createHash } from 'node:crypto'
import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import { describe, expect, it } from 'vitest'
import { ROUND } from './community/small-genesis.js'
import { type Keys, Village } from './community/village.js'
import { scriptOf } from './draw-scenario.js'
import { simulate } from './simulation.js'
import type { MotionKind } from './vote/draw-motions.js'

const ed25519 = (): Keys => ({
  ...opensslScheme(),
  signer: (name) => opensslSigner(new Uint8Array(createHash('sha256').update(name).digest())),
})

describe('a community of whole peers', () => {
  it.each([1, 2, 3, 4, 7, 10, 31])('of %i decides every round', async (members) => {
    const village = new Village(members, 1)
    await village.rounds(3)
    expect(new Set(village.heights())).toEqual(new Set([3]))
    expect(await village.findings()).toEqual([])
  })

  it('decides with real signatures, and goes on where a machine stopped', async () => {
    const village = new Village(4, 2, ed25519())
    await village.rounds(1)
    village.peer('h2').crash('machine')
    await village.rounds(2)
    expect(village.heights('h0', 'h1', 'h3')).toEqual([3, 3, 3])
    village.start('h2')
    await village.rounds(1)
    expect(village.heights()).toEqual([4, 4, 4, 4])
    expect(await village.findings()).toEqual([])
  })

  it('trades on at the side that has a quorum, and the other side catches up', async () => {
    const village = new Village(4, 3)
    await village.rounds(1)
    const heal = village.network.partition(['h0', 'h1', 'h2'], ['h3'])
    await village.rounds(2)
    expect(village.heights()).toEqual([3, 3, 3, 1])
    heal()
    await village.rounds(2)
    expect(village.heights()).toEqual([5, 5, 5, 5])
    expect(await village.findings()).toEqual([])
  })

  it('trades nowhere where no side has a quorum, and goes on together', async () => {
    const village = new Village(4, 4)
    await village.rounds(1)
    const heal = village.network.partition(['h0', 'h1'], ['h2', 'h3'])
    await village.rounds(2)
    expect(village.heights()).toEqual([1, 1, 1, 1])
    heal()
    await village.rounds(2)
    expect(new Set(village.heights()).size).toBe(1)
    expect(village.heights('h0')[0]).toBeGreaterThan(2)
    expect(await village.findings()).toEqual([])
  })

  it.each([1, 4])('of %i goes on when the power of everybody fails in the middle of a round', async (members) => {
    for (let moment = 1; moment <= 40; moment += 3) {
      const village = new Village(members, `power ${moment}`)
      await village.rounds(1)
      await village.run(ROUND + 2_000 + moment * 10)
      for (const home of village.homes.values()) home.crash('machine')
      village.start()
      await village.run(2 * ROUND)
      await village.rounds(2)
      expect(new Set(village.heights()).size).toBe(1)
      expect(village.heights('h0')[0]).toBeGreaterThanOrEqual(3)
      expect(await village.findings()).toEqual([])
    }
  })

  it('waits while the disk of one of two is full, and loses nothing', async () => {
    const village = new Village(2, 6)
    await village.rounds(1)
    village.peer('h1').disk.state = 'full'
    await village.rounds(2)
    expect(village.heights()).toEqual([1, 1])
    village.peer('h1').disk.state = 'sound'
    await village.rounds(2)
    expect(village.heights()[0]).toBeGreaterThan(2)
    expect(new Set(village.heights()).size).toBe(1)
    expect(await village.findings()).toEqual([])
  })

  it('keeps what others wrote while a disk was full, once it is certified', async () => {
    const village = new Village(4, 7)
    await village.run(2_500)
    village.peer('h2').disk.state = 'full'
    await village.run(3_000)
    const writing = village.rounds(2)
    village.at(2 * ROUND, () => {
      village.peer('h2').disk.state = 'sound'
    })
    await writing
    await village.rounds(2)
    expect(new Set(village.heights()).size).toBe(1)
    expect(await village.findings()).toEqual([])
  })

  it('admits, evicts, unseats and gives new keys as is voted or asked', async () => {
    const membersAfter = async (...motions: MotionKind[]) => {
      const { audit, faults } = await simulate({ seed: 1, members: 4, stormy: 4, misfortunes: 0, motions })
      expect(faults).toEqual([])
      return audit.record.heights.get(audit.record.last)!.outcome.state.members
    }
    expect((await membersAfter('admit'))[4]).toMatchObject({ standing: 'active', validator: true })
    expect((await membersAfter('admit client'))[4]).toMatchObject({ standing: 'active' })
    expect((await membersAfter('evict')).filter(({ standing }) => standing === 'evicted')).toHaveLength(1)
    expect((await membersAfter('unseat')).filter(({ validator }) => !validator)).toHaveLength(1)
    expect((await membersAfter('rotate')).filter(({ since }) => since > 0)).toHaveLength(1)
  })

  it('accuses nobody of what it had signed with an earlier key, where a newcomer finds it on other disks', async () => {
    for (const seed of [10, 55, 56, ...Array(8).keys()]) {
      const verdict = await simulate({
        seed,
        members: 3,
        stormy: 4,
        misfortunes: 0,
        motions: ['rotate', 'admit'],
      })
      expect(verdict.faults, scriptOf(verdict)).toEqual([])
    }
  })

  it('is not flooded by a member that cannot get what a round needs', async () => {
    const { audit, faults } = await simulate({ seed: 0, members: 4, lies: ['censoring'], misfortunes: 0 })
    expect(faults).toEqual([])
    expect(audit.sent).toBeLessThan(12_000)
  })

  it('does not say again at an old height what a forgetful disk has said there', async () => {
    for (let seed = 0; seed < 12; seed++) {
      const verdict = await simulate({ seed, members: 4, forgetful: true, misfortunes: 3 })
      expect(verdict.faults, scriptOf(verdict)).toEqual([])
    }
  })

  it('suspends a validator that says two things at one place of a height, though its entries are one chain', async () => {
    const verdict = await simulate({ seed: 3, members: 4, lies: ['double-voting'], misfortunes: 0 })
    expect(verdict.faults, scriptOf(verdict)).toEqual([])
    const { audit } = verdict
    const standings = audit.record.heights.get(audit.record.last)?.outcome.state.members
    expect(standings?.filter(({ account }) => !audit.honest.has(account))).toMatchObject([{ standing: 'equivocator' }])
    expect(new Set(audit.alarms.map(({ alarm }) => alarm.what))).toEqual(new Set(['double-signing']))
  })

  it('signs nothing twice in a round in whose midst an older copy of a disk is put back', async () => {
    let muted = 0
    for (let moment = 0; moment < 20; moment++) {
      const village = new Village(4, `put back ${moment}`)
      await village.rounds(1)
      village.peer('h3').crash() // so that the others need it
      const home = village.peer('h2')
      const { age } = home.disk
      await village.run(ROUND + 1_000)
      village.order('h0', 'h1', 'h2')
      await village.run(ROUND + 2_050 + moment * 12)
      home.crash('program')
      await home.disk.putBack(age)
      village.start('h2')
      await village.run(2 * ROUND)
      village.start('h3')
      await village.rounds(2)
      expect(new Set(village.heights()).size).toBe(1)
      expect(village.heights('h0')[0]).toBeGreaterThanOrEqual(3)
      expect(await village.findings()).toEqual([])
      muted += village.audit.alarms.filter(({ alarm }) => alarm.what === 'muted').length
    }
    // in some of these moments it had said something already, and found it with the others
    expect(muted).toBeGreaterThan(0)
  })

  it('stops with the proof where more than f lie and let two sides decide', async () => {
    const { audit, liarHouses } = await simulate({
      seed: 1,
      members: 4,
      lies: ['twins', 'twins'],
      parted: true,
      misfortunes: 0,
    })
    const splits = audit.alarms.filter(({ alarm }) => alarm.what === 'split')
    expect(new Set(splits.map(({ home }) => home)).size).toBe(4 - 2)
    expect(liarHouses.length).toBe(4)
  })
})
