import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { base64url, bytesOfBase64url } from './base64url.js'
import { decodeInvitation, encodeInvitation, INVITED_ROLES, type Invitation, invitationName } from './invitation.js'
import { invitationText, LONGEST_INVITATION, readInvitation, strangerFault } from './invitation-text.js'

const scheme = opensslScheme()
const inviter = opensslSigner(new Uint8Array(32).fill(7))
const other = opensslSigner(new Uint8Array(32).fill(8))
const NOON = Date.UTC(2026, 6, 1, 12)

const invitation: Invitation = {
  community: new Uint8Array(32).fill(1),
  inviter: { account: 2, key: inviter.key },
  role: 'validator',
  secret: new Uint8Array(16).fill(9),
  expiresAt: NOON,
  doors: ['http://192.0.2.7:4002'],
  members: [
    { account: 0, addresses: ['/ip4/192.0.2.5/tcp/4001'] },
    { account: 2, addresses: ['/ip4/192.0.2.7/tcp/4001', '/dns4/h3.local/tcp/4001'] },
  ],
}
const text = invitationText(invitation, inviter)
const before = NOON - 1

const anAddress = fc.stringMatching(/^\/[!-~]{1,60}$/)
const anInvitation: fc.Arbitrary<Invitation> = fc.record({
  community: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  inviter: fc.record({ account: fc.nat(1000), key: fc.constant(inviter.key) }),
  role: fc.constantFrom(...INVITED_ROLES),
  secret: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  expiresAt: fc.integer({ min: NOON, max: Number.MAX_SAFE_INTEGER }),
  doors: fc.array(fc.stringMatching(/^http:\/\/[!-~]{1,60}$/), { minLength: 1, maxLength: 4 }),
  members: fc.array(
    fc.record({ account: fc.nat(1000), addresses: fc.array(anAddress, { minLength: 1, maxLength: 4 }) }),
    { maxLength: 16 },
  ),
})

describe('an invitation', () => {
  it('is one text that a QR code carries', () => {
    expect(text).toMatch(/^jazzgrid:[\w-]+$/)
    expect(text.length).toBeLessThan(500)
    expect(readInvitation(text, scheme, before)).toEqual({ kind: 'invitation', invitation })
    expect(readInvitation(`\n  ${text}\r\n`, scheme, before)).toMatchObject({ kind: 'invitation' })
  })

  it('says the same to whoever reads it, whatever stands in it', () => {
    fc.assert(
      fc.property(anInvitation, (any) => {
        const read = readInvitation(invitationText(any, inviter), scheme, before)
        expect(read).toEqual({ kind: 'invitation', invitation: any })
      }),
      { numRuns: 60 },
    )
  })

  it('is over at its time', () => {
    expect(readInvitation(text, scheme, NOON)).toEqual({ kind: 'fault', fault: 'expired' })
  })

  it('of a forger is none', () => {
    expect(readInvitation(invitationText(invitation, other), scheme, before)).toMatchObject({ fault: 'bad-signature' })
  })

  it('of a key that nobody can hold is none', () => {
    const key = new Uint8Array(32)
    key[0] = 1 // the neutral point: every signature of a kind fits it
    const forged = invitationText({ ...invitation, inviter: { account: 2, key } }, other)
    expect(readInvitation(forged, scheme, before)).toMatchObject({ fault: 'bad-signature' })
  })

  it('leads into its own community only, and by the key that the inviter has there', () => {
    const keyOf = (account: number) => (account === 2 ? inviter.key : undefined)
    expect(strangerFault(invitation, invitation.community, keyOf)).toBeUndefined()
    expect(strangerFault(invitation, new Uint8Array(32), keyOf)).toBe('other-community')
    expect(strangerFault(invitation, invitation.community, () => other.key)).toBe('other-inviter')
    expect(strangerFault(invitation, invitation.community, () => undefined)).toBeUndefined()
  })

  it('has a name that differs with what is offered', () => {
    expect(invitationName(invitation)).toMatch(/^[0-9a-f]{16}$/)
    expect(invitationName({ ...invitation, role: 'member' })).not.toBe(invitationName(invitation))
  })

  it.each([
    ['no door', { doors: [] }, 'doors'],
    ['a door of another kind', { doors: ['file:///etc/passwd'] }, 'doors'],
    ['a door that commands a terminal', { doors: ['http://a\u001b[2J'] }, 'doors'],
    ['five doors', { doors: ['a', 'b', 'c', 'd', 'e'].map((host) => `http://${host}`) }, 'doors'],
    ['a member that is nowhere', { members: [{ account: 1, addresses: [] }] }, 'members'],
    ['a short secret', { secret: new Uint8Array(15) }, 'secret'],
  ])('is not written with %s', (_, change, place) => {
    const bent = { ...invitation, ...change }
    expect(() => invitationText(bent, inviter)).toThrow(`${place} does not fit`)
    expect(decodeInvitation(encodeInvitation(bent, new Uint8Array(64)))).toBe(place)
  })
})

describe('what comes instead of an invitation', () => {
  it.each(['', 'jazzgrid', 'https://example.org', `jazzgrid:${'A'.repeat(LONGEST_INVITATION)}`])(
    'is told apart: %.40s',
    (foreign) => expect(readInvitation(foreign, scheme, before)).toEqual({ kind: 'fault', fault: 'no-invitation' }),
  )

  it('is malformed where letters stand in it that no invitation has', () => {
    expect(readInvitation('jazzgrid:!', scheme, before)).toEqual({ kind: 'fault', fault: 'malformed', place: 'text' })
  })

  it('is refused at every changed letter, every cut and every letter too many', () => {
    for (let at = 0; at < text.length; at++) {
      const letter = text[at] === 'A' ? 'B' : 'A'
      const bent = text.slice(0, at) + letter + text.slice(at + 1)
      expect(readInvitation(bent, scheme, before).kind, `letter ${at}`).toBe('fault')
      expect(readInvitation(text.slice(0, at), scheme, before).kind, `cut at ${at}`).toBe('fault')
    }
    for (const more of ['A', 'AA', 'AAAA']) expect(readInvitation(text + more, scheme, before).kind).toBe('fault')
  })

  it('never throws, whatever bytes it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(typeof decodeInvitation(bytes)).toBe('string')
        expect(readInvitation(`jazzgrid:${base64url(bytes)}`, scheme, before)).toMatchObject({ fault: 'malformed' })
      }),
      { numRuns: 2_000 },
    )
  })

  it('never passes for one after bytes of it were changed', () => {
    const sound = bytesOfBase64url(text.slice('jazzgrid:'.length)) as Uint8Array
    const mutation = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(mutation, (changes) => {
        const bent = sound.slice()
        for (const [at, by] of changes) bent[at] ^= by
        if (bent.every((byte, i) => byte === sound[i])) return
        expect(readInvitation(`jazzgrid:${base64url(bent)}`, scheme, before).kind).toBe('fault')
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('base64url', () => {
  it('is that of Node, and has one text for the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const written = base64url(bytes)
        expect(written).toBe(Buffer.from(bytes).toString('base64url'))
        expect(bytesOfBase64url(written)).toEqual(bytes)
      }),
    )
    expect(bytesOfBase64url('AB')).toBeUndefined()
    expect(bytesOfBase64url('A')).toBeUndefined()
    expect(bytesOfBase64url('AA==')).toBeUndefined()
  })
})
