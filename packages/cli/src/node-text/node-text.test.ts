import type { Book, Explanation, Members, Neighbours, Status, Trades, Trips } from '@jazzgrid/node/api'
import { describe, expect, it } from 'vitest'
import { bookText } from './book-text.js'
import { explanationText } from './explanation-text.js'
import { modeText, preferencesText, tripsText } from './household-text.js'
import { membersText, neighboursText } from './members-text.js'
import { slotNamed } from './slot-name.js'
import { readinessText, statusText } from './status-text.js'
import { tradesText } from './trades-text.js'

const NOON = Date.UTC(2026, 6, 1, 3) // in Tokyo
const HALF_HOUR = 1_800_000
const zone = 'Asia/Tokyo'
const width = (text: string) => Math.max(...text.split('\n').map((line) => line.length))

const STATUS: Status = {
  schema: 'jazzgrid/status@1',
  state: 'running',
  ready: false,
  reasons: [{ code: 'too-few-neighbours', message: '1 of 3 members in reach, 3 must agree' }],
  version: '0.1.0',
  pid: 4711,
  started_wall_ms: NOON,
  now_ms: NOON + 65_000,
  speed: 60,
  community: { name: 'misono', genesis: 'ab'.repeat(32), members: 4, validators: 4, quorum: 3 },
  site: { account: 2, name: 'h3', mode: 'run' },
  ledger: { height: 12, certificate: 'cd'.repeat(32), certified_at_ms: NOON },
  next: { round_at_ms: NOON + 120_000, cut_at_ms: NOON + 125_000 },
  neighbours: { connected: 1, admitted: 3 },
  rounds: { certified: 12, missed: 0, undecided: 2 },
  clock: { offset_ms: 12, within_ms: 30, sources: 3, alarm: false },
  alarms: [{ at_ms: NOON, what: 'muted', message: 'says nothing more at this height\u001b[2J' }],
  mistakes: 0,
}

const step = (price: number, quantity_wh: number, own_wh = 0) => ({
  price_micro_per_wh: price * 1000,
  quantity_wh,
  own_wh,
  orders: 1,
})

const BOOK: Book = {
  schema: 'jazzgrid/book@1',
  height: 12,
  certificate: 'cd'.repeat(32),
  at_ms: NOON,
  slot_length_ms: HALF_HOUR,
  account: 2,
  books: [
    {
      slot_ms: NOON + HALF_HOUR,
      gate_closes_ms: NOON + HALF_HOUR,
      last_price_micro_per_wh: 21_500,
      traded_wh: 3_200,
      bids: [step(20, 1_000, 500), step(19, 2_000)],
      offers: [step(22, 1_500), step(25.5, 4_000)],
    },
    {
      slot_ms: NOON + 2 * HALF_HOUR,
      gate_closes_ms: NOON + 2 * HALF_HOUR,
      last_price_micro_per_wh: null,
      traded_wh: 0,
      bids: [],
      offers: [step(24, 700)],
    },
  ],
}

describe('a node in words', () => {
  it('is one screen that says what is wrong, and nothing that commands the terminal', () => {
    const text = statusText(STATUS, zone)
    expect(text.split('\n')).toEqual([
      'node       running, not ready (version 0.1.0, pid 4711)',
      'community  misono: 4 members, 4 validate, 3 decide',
      'account    2 (h3), mode run',
      'time       2026-07-01 12:01, 60 x the speed of time, clock +12 +-30 ms against 3',
      'height     12 (cdcdcdcd), round of 2026-07-01 12:00',
      'next round 2026-07-01 12:02',
      'neighbours 1 of 3 connected',
      'rounds     12 certified, 0 missed, 2 undecided since the start',
      '! too-few-neighbours: 1 of 3 members in reach, 3 must agree',
      '! 2026-07-01 12:00 says nothing more at this height\ufffd[2J',
    ])
    expect(width(text)).toBeLessThanOrEqual(80)
  })

  it('whose config is wrong says where to look', () => {
    const broken = { ...STATUS, community: null, site: null, ledger: null, next: null, mistakes: 2 }
    expect(statusText(broken, zone)).toContain('! 2 mistakes in its config: jazzgrid config check')
  })

  it('is ready, or not and why', () => {
    const reasons = [{ code: 'starting', message: 'the ledger is being read' }] as const
    const readiness = { schema: 'jazzgrid/ready@1', ready: false, state: 'starting', reasons } as const
    expect(readinessText(readiness)).toBe('not ready (starting)\n  starting: the ledger is being read')
    expect(readinessText({ ...readiness, ready: true, state: 'running', reasons: [] })).toBe('ready (running)')
  })
})

describe('the book in words', () => {
  it('is a table of slots and the ladder of the next', () => {
    expect(bookText(BOOK, { zone }).split('\n')).toEqual([
      'height 12 (cdcdcdcd), as of 2026-07-01 12:00',
      '',
      'slot              asked for  bid   offer  offered  last  traded',
      '2026-07-01 12:30  3.0 kWh    20.0  22.0   5.5 kWh  21.5  3.2 kWh',
      '2026-07-01 13:00  0.0 kWh          24.0   0.7 kWh        0.0 kWh',
      '',
      '2026-07-01 12:30-13:00, gate closes 12:30, last 21.5/kWh, traded 3.2 kWh',
      '',
      '     SELL     PRICE   BUY',
      '      4.0      25.5',
      '      1.5      22.0',
      '               20.0   1.0',
      '               19.0   2.0',
      '',
      'this site asks for 0.5 kWh at 20.0/kWh',
    ])
  })

  it('is one ladder where one slot was asked for', () => {
    const text = bookText(BOOK, { zone, slot: NOON + 2 * HALF_HOUR })
    expect(text).not.toContain('asked for  bid')
    expect(text).toContain('13:00-13:30')
    expect(bookText(BOOK, { zone, slot: NOON + 9 * HALF_HOUR })).toContain('Nobody has this slot')
    expect(bookText({ ...BOOK, books: [] }, { zone })).toContain('Nobody asks for or offers anything')
  })
})

describe('a time in words', () => {
  const time = { now: NOON + 60_000, slotLength: HALF_HOUR, zone }

  it.each([
    ['12:00', NOON],
    ['12:29', NOON],
    ['18:00', NOON + 12 * HALF_HOUR],
    ['06:00', NOON - 12 * HALF_HOUR],
    ['2026-07-03T12:30', NOON + 97 * HALF_HOUR],
    ['2026-07-01T03:10Z', NOON],
    ['2026-07-01T12:31+09:00', NOON + HALF_HOUR],
  ])('%s is the slot that holds it, the nearest to now', (text, slot) => expect(slotNamed(text, time)).toBe(slot))

  it.each(['', 'noon', '25:00', '12:60', '2026-07-32T12:00'])('%j names none', (text) =>
    expect(() => slotNamed(text, time)).toThrow('Write a time such as 18:00'),
  )
})

describe('trades, members and neighbours in words', () => {
  const trade: Trades['trades'][number] = {
    id: '12.0',
    height: 12,
    certificate: 'cd',
    at_ms: NOON,
    slot_ms: NOON + HALF_HOUR,
    buyer: 2,
    buyer_device: 1,
    seller: 0,
    seller_device: 3,
    price_micro_per_wh: 21_500,
    quantity_wh: 1_200,
    origin: 'pv',
    self_supply: false,
    own: 'buy',
  }
  const trades: Trades = { schema: 'jazzgrid/trades@1', account: 2, from_height: 1, trades: [trade], next: '12.0' }

  it('mark the own trades and say how to go on', () => {
    const text = tradesText(trades, zone)
    expect(text).toContain('* 12.0  2026-07-01 12:30  0/3     2/1    1.2 kWh   21.5/kWh  pv')
    expect(text).toContain('There are more: --after 12.0')
    expect(tradesText({ ...trades, trades: [], next: null }, zone)).toContain('from height 1 on')
  })

  it('show the open ballots and what to do about them', () => {
    const admit = { to: 'admit', account: 4, key: 'ef'.repeat(32), validator: true, feeder: 0 } as const
    const members: Members = {
      schema: 'jazzgrid/members@1',
      height: 12,
      quorum: 3,
      members: [0, 1].map((account) => ({
        account,
        key: 'ab'.repeat(32),
        peer: '12D3',
        validator: true,
        feeder: 0,
        max_energy_wh: null,
        since_height: 0,
        standing: 'active',
        connected: account === 0,
      })),
      ballots: [{ change: admit, voters: [0], needed: 3 }],
      scheduled: [{ height: 14, change: { to: 'evict', account: 1 } }],
    }
    const text = membersText(members)
    expect(text).toContain('open: admit efefefefefefefef as account 4 with a vote - 1 of 3 votes (0)')
    expect(text).toContain('jazzgrid community approve 4')
    expect(text).toContain('decided: evict account 1 - from height 14 on')
    expect(width(text.split('\n\n')[0])).toBeLessThanOrEqual(80)
  })

  it('say who is connected and what was rejected', () => {
    const channel = {
      sent: 3,
      sent_bytes: 2_600,
      received: 4,
      received_bytes: 900,
      accepted: 3,
      ignored: 0,
      rejected: 1,
    }
    const neighbours: Neighbours = {
      schema: 'jazzgrid/neighbours@1',
      connected: 1,
      admitted: 1,
      peers: [
        {
          account: 0,
          peer: '12D3KooWabcdefgh',
          connected: true,
          score: 0,
          standing: 'good',
          validator: true,
          addresses: ['/ip4/127.0.0.1/tcp/4001'],
          clock_offset_ms: -4,
        },
      ],
      traffic: {
        channels: { '/jazzgrid/ab/entry': { ...channel, lost: 0 } },
        penalties: { 'bad-entry': 2 },
        hung_up: {},
      },
    }
    const text = neighboursText(neighbours)
    expect(text).toContain('0  ..abcdefgh  yes            0  -4 ms  /ip4/127.0.0.1/tcp/4001')
    expect(text).toContain('entry       3   3         4   1         1     0')
    expect(text).toContain('! bad-entry: 2')
  })
})

describe('the household in words', () => {
  it('says what a mode means, and what is wanted from when on', () => {
    expect(modeText({ schema: 'jazzgrid/mode@1', mode: 'stop', since_ms: NOON }, zone)).toMatch(
      /^stop, since 2026-07-01 12:00: no orders/,
    )
    const pending = { preference: 'local', from_ms: NOON + HALF_HOUR } as const
    const wanted = { schema: 'jazzgrid/prefs@1', preference: 'renewable', since_ms: NOON, pending } as const
    expect(preferencesText(wanted, zone)).toBe('renewable, since 2026-07-01 12:00\nlocal from 2026-07-01 12:30 on')
  })

  it('lists trips', () => {
    const trip = { departs_ms: NOON, returns_ms: NOON + 20 * HALF_HOUR, energy_wh: 12_000, departure_soc_share: 0.8 }
    const cars = [{ device: 'h5-ev', trips: [trip], since_ms: NOON, pending: null }]
    const trips: Trips = { schema: 'jazzgrid/trips@1', cars }
    expect(tripsText(trips, zone)).toContain('2026-07-01 12:00  2026-07-01 22:00  12.0 kWh  80 %')
    expect(tripsText({ ...trips, cars: [] }, zone)).toBe('This site has no car.')
  })
})

describe('an explanation in words', () => {
  it('tells what was decided, what became of it, and what it cost', () => {
    const answer: Explanation = {
      schema: 'jazzgrid/explain@1',
      question: { slot_ms: NOON + HALF_HOUR },
      site: 'h3',
      account: 2,
      rounds: [{ height: null, at_ms: NOON, outcome: 'undecided' }],
      decisions: [],
      fates: [
        {
          at_ms: NOON,
          slot_ms: NOON + HALF_HOUR,
          order: 7,
          agent: null,
          device: 1,
          kind: 'order',
          side: 'buy',
          price_micro_per_wh: 21_500,
          quantity_wh: 1_200,
          leaves_wh: 0,
          filled_wh: 1_200,
          ended: null,
          refusal: null,
        },
      ],
      trades: [],
      statement: [],
    }
    const options = { lang: 'en', zone, slotLength: HALF_HOUR } as const
    expect(explanationText(answer, options).split('\n')).toEqual([
      'h3, 2026-07-01 12:30-13:00',
      '  12:00 round: not decided in time: the site was on its own',
      '  12:00 order 7: 1.2 kWh / 1.2 kWh',
    ])
    const empty = { ...answer, rounds: [], fates: [], question: { order: 9 } }
    expect(explanationText(empty, options)).toBe('h3, order 9\n  nothing: it decided, traded and settled nothing here')
  })
})
