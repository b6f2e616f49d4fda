import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { genesisId, type Invitation, type InvitedRole, invitationName, readInvitation } from '@jazzgrid/consensus'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signerOf, VotingVillage } from '../../../test/voting-village.js'
import { AdmissionDesk } from '../admission-desk.js'
import { type AdmissionProgress, askAdmission, learnCommunity } from '../newcomer.js'
import { OpenInvitations } from '../open-invitations.js'
import { DOOR_PATH, JoinDoor } from './join-door.js'
import { knock } from './knock.js'
import { sealBox } from './sealed-box.js'

const WELCOME = {
  members: [{ account: 0, addresses: ['/ip4/127.0.0.1/tcp/1'] }],
  pace: { speed: 60, anchor: { wall: 5, community: 6 } },
}

let folder: string
let now: number
let port: number
let village: VotingVillage
let invitations: OpenInvitations
let door: JoinDoor

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jazzgrid-door-'))
  now = 1_000
  port = await freePort()
  village = new VotingVillage(1)
  invitations = await OpenInvitations.read(join(folder, 'invitations.json'))
  const desk = new AdmissionDesk({
    genesis: village.signed,
    scheme: village.scheme,
    ballots: village.desks[0],
    state: () => village.state,
    welcome: () => WELCOME,
  })
  door = new JoinDoor({ address: { host: '127.0.0.1', port }, invitations, desk, now: () => now })
})
afterEach(async () => {
  await door.close()
  rmSync(folder, { recursive: true, force: true })
})

async function invite(changes: { role?: InvitedRole; community?: Uint8Array } = {}): Promise<Invitation> {
  const doors = [`http://127.0.0.1:${port}`]
  const terms = { role: changes.role ?? 'validator', feeder: 0, expiresAt: now + 60_000, doors, members: [] }
  const inviter = { account: 0, signer: signerOf(0) }
  const community = changes.community ?? genesisId(village.signed.genesis)
  const issued = await invitations.issue(terms, community, inviter, now)
  await door.attend()
  const read = readInvitation(issued?.text ?? '', village.scheme, now)
  if (read.kind !== 'invitation') throw new Error(read.fault)
  return read.invitation
}

/** Asks until the end; a round is certified between two asks. */
async function allProgress(invitation: Invitation, signer = signerOf(90)): Promise<AdmissionProgress[]> {
  const seen: AdmissionProgress[] = []
  const round = async () => village.round()
  for await (const step of askAdmission(invitation, village.signed, signer, round)) seen.push(step)
  return seen
}

describe('the door for newcomers', () => {
  it('is open only while an invitation is', async () => {
    await door.attend()
    expect(door.isOpen).toBe(false)
    await invite()
    expect(door.isOpen).toBe(true)
    now += 60_000
    await door.attend()
    expect(door.isOpen).toBe(false)
  })

  it('leads from an invitation to an account', async () => {
    const invitation = await invite()
    const community = await learnCommunity(invitation, village.scheme)
    expect(community).toEqual({ genesis: village.signed, ...WELCOME })
    expect(await allProgress(invitation)).toEqual([
      { kind: 'waiting', account: 1, votes: 0, needed: 1 },
      { kind: 'scheduled', account: 1, height: 3, now: 1 },
      { kind: 'scheduled', account: 1, height: 3, now: 2 },
      { kind: 'admitted', account: 1, height: 3 },
    ])
  })

  it('lets in one newcomer an invitation, also after a restart of the inviter', async () => {
    const invitation = await invite()
    await allProgress(invitation)
    await expect(allProgress(invitation, signerOf(91))).rejects.toMatchObject({ code: 'not-admitted' })
    const again = await OpenInvitations.read(join(folder, 'invitations.json'))
    expect(again.list(now)).toMatchObject([{ takenBy: Buffer.from(signerOf(90).key).toString('hex') }])
  })

  it('keeps asking while nobody answers', async () => {
    const invitation = await invite()
    await door.close()
    const seen: string[] = []
    for await (const { kind } of askAdmission(invitation, village.signed, signerOf(90), async () => door.attend())) {
      seen.push(kind)
      if (kind === 'waiting') break
    }
    expect(seen).toEqual(['silent', 'waiting'])
    await door.close()
    await expect(learnCommunity(invitation, village.scheme)).rejects.toMatchObject({ code: 'door-unreachable' })
  })

  it('knows neither what was revoked nor what is over', async () => {
    const [one, other] = [await invite(), await invite()]
    await invitations.revoke(invitationName(one))
    await expect(knock(one, { kind: 'genesis' })).rejects.toMatchObject({ code: 'door-closed' })
    now += 60_000
    await expect(knock(other, { kind: 'genesis' })).rejects.toMatchObject({ code: 'door-closed' })
  })

  it('says nothing to whoever does not know the secret, and nobody can speak for it', async () => {
    const invitation = await invite()
    const guess = { ...invitation, secret: new Uint8Array(16) }
    const path = `http://127.0.0.1:${port}${DOOR_PATH}${invitationName(invitation)}`
    const reply = await fetch(path, { method: 'POST', body: sealBox(guess.secret, 'ask', Uint8Array.of(0x81, 0)) })
    expect([reply.status, await reply.text()]).toEqual([404, ''])
    // an answer to another ask, and one that was made for an ask, do not open
    const impostor = createServer((socket) => {
      const box = sealBox(invitation.secret, 'ask', Uint8Array.of(0x81, 0))
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${box.length}\r\nconnection: close\r\n\r\n`)
      socket.end(box)
    })
    await new Promise<void>((listening) => impostor.listen(0, '127.0.0.1', listening))
    const doors = [`http://127.0.0.1:${(impostor.address() as AddressInfo).port}`]
    await expect(knock({ ...invitation, doors }, { kind: 'genesis' })).rejects.toMatchObject({ code: 'foreign-door' })
    impostor.close()
  })

  it('serves a genesis that is believed only where the invitation names it', async () => {
    const foreign = await invite({ community: new Uint8Array(32).fill(5) })
    await expect(learnCommunity(foreign, village.scheme)).rejects.toMatchObject({ code: 'foreign-genesis' })
    const invitation = await invite()
    ;(village.signed.signatures as string[])[0] = '00'.repeat(64)
    await expect(learnCommunity(invitation, village.scheme)).rejects.toThrow('the signature of account 0 does not fit')
  })

  it('turns away what is no knock, too long, or too often', async () => {
    await invite()
    const at = `http://127.0.0.1:${port}`
    expect((await fetch(at)).status).toBe(404)
    expect((await fetch(`${at}${DOOR_PATH}abc`, { method: 'POST', body: 'x' })).status).toBe(404)
    const long = await fetch(`${at}${DOOR_PATH}abc`, { method: 'POST', body: 'x'.repeat(100_000) }).catch(
      () => undefined,
    )
    expect(long?.status ?? 413).toBe(413)
    const knocks = await Promise.all(Array.from({ length: 40 }, () => fetch(at).then(({ status }) => status)))
    expect(knocks.filter((status) => status === 429).length).toBeGreaterThan(5)
    now += 10_000
    expect((await fetch(at)).status).toBe(404)
  })

  it('says where it cannot listen', async () => {
    const blocker = createServer()
    await new Promise<void>((listening) => blocker.listen(port, '127.0.0.1', listening))
    await expect(invite()).rejects.toMatchObject({ code: 'door-blocked' })
    await new Promise((closed) => blocker.close(closed))
  })

  it('does not hold on to whoever connects and says nothing', async () => {
    await invite()
    const socket = connect(port, '127.0.0.1')
    await new Promise((connected) => socket.once('connect', connected))
    const closed = new Promise((gone) => socket.once('close', gone))
    await door.close()
    await closed
  })
})

describe('the invitations that are open', () => {
  it('are kept for the eyes of the owner', async () => {
    const { secret } = await invite()
    const file = join(folder, 'invitations.json')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).toContain(Buffer.from(secret).toString('hex'))
  })

  it('are bounded in number', async () => {
    for (let i = 0; i < 64; i++) await invite()
    await expect(invite()).rejects.toThrow('no-invitation')
  })

  it('are refused where the file holds something else', async () => {
    const file = join(folder, 'invitations.json')
    for (const text of ['{', '[]', '{"schema":"jazzgrid/invitations@1","open":[{}]}']) {
      writeFileSync(file, text)
      await expect(OpenInvitations.read(file)).rejects.toMatchObject({ code: 'bad-invitations' })
    }
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port: free } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return free
}
