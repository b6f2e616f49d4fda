import { MAX_FRAME, type Transport } from '../transport.js'
import { whenHandedOn } from '../when-handed-on.js'
import { connectedPeers, eventLog, numbered, numberOf, type TransportRule } from './transport-rule.js'

const upTo = (count: number): string => Array.from({ length: count }, (_, i) => i).join()

const ordered: TransportRule = {
  says: 'frames of all sizes arrive whole and in order, both ways at once',
  async examine(world, claim) {
    const [a, b] = await connectedPeers(world, claim, 2)
    const heard = new Map<Transport, number[]>()
    for (const [peer, other] of [
      [a, b],
      [b, a],
    ]) {
      const numbers: number[] = []
      heard.set(peer, numbers)
      peer.onFrame((from, frame) => {
        numbers.push(from === other.self ? numberOf(frame) : -2)
      })
    }
    const lengths = Array.from({ length: 60 }, (_, i) => (i % 20 === 7 ? MAX_FRAME : 4 + ((i * 7919) % 5000)))
    const sending = [
      [a, b],
      [b, a],
    ].map(async ([peer, other]) => {
      for (const [i, length] of lengths.entries()) {
        const handed = await whenHandedOn(peer, other.self, numbered(i, length))
        claim(handed.ok, 'a frame is refused')
      }
    })
    const done = Promise.all(sending)
    await world.until(() => [...heard.values()].every((numbers) => numbers.length >= lengths.length))
    await done
    for (const numbers of heard.values()) claim(numbers.join() === upTo(60), `they came as ${numbers}`)
  },
}

const refusals: TransportRule = {
  says: 'a frame that is too large or empty, or to a peer that is not connected, is refused',
  async examine(world, claim) {
    const [a, b] = await connectedPeers(world, claim, 2)
    const stranger = await world.start([])
    const reasons = [
      a.send(b.self, new Uint8Array(MAX_FRAME + 1)),
      a.send(b.self, new Uint8Array(0)),
      a.send(stranger.self, numbered(1)),
      a.send(a.self, numbered(1)),
      a.send('nobody', numbered(1)),
    ].map((handed) => (handed.ok ? 'taken' : handed.reason))
    claim(
      reasons.join() === 'too-large,empty,not-connected,not-connected,not-connected',
      `the answers are ${reasons.join()}`,
    )
    claim(a.counters().refused['not-connected'] === 3, 'refusals are not counted')
  },
}

const backPressure: TransportRule = {
  says: 'a receiver that does not settle fills the queue of its sender, and drained says when there is room',
  async examine(world, claim) {
    const [a, b] = await connectedPeers(world, claim, 2)
    const events = eventLog(a)
    const heard: number[] = []
    let settle = (): void => {}
    const held = new Promise<void>((resolve) => {
      settle = resolve
    })
    b.onFrame((_, frame) => {
      heard.push(numberOf(frame))
      return held
    })
    let taken = 0
    const full = await world.until(() => {
      // as much as a line could hold on its way, and then some
      for (let i = 0; i < 64; i++) {
        const handed = a.send(b.self, numbered(taken, 32 * 1024))
        if (!handed.ok) return handed.reason === 'queue-full' && handed.size <= handed.limit
        taken++
      }
      return taken > 4_000
    })
    claim(full && taken <= 4_000, `${taken} frames of 32 KiB are taken without anybody hearing them`)
    await world.settle()
    claim(heard.length <= 1, `${heard.length} frames are heard while the first is not settled`)
    claim(!events.includes(`drained ${b.self}`), 'drained comes too early')
    settle()
    claim(await world.until(() => events.includes(`drained ${b.self}`)), 'drained does not come')
    claim(await world.until(() => heard.length === taken), `${heard.length} of ${taken} frames are heard in the end`)
    claim(heard.join() === upTo(taken), 'they are out of order')
    claim(a.send(b.self, numbered(taken)).ok, 'the queue stays full')
  },
}

const waiting: TransportRule = {
  says: 'frames wait until there is a handler',
  async examine(world, claim) {
    const [a, b] = await connectedPeers(world, claim, 2)
    for (let i = 0; i < 5; i++) a.send(b.self, numbered(i))
    await world.settle()
    const heard: number[] = []
    b.onFrame((_, frame) => {
      heard.push(numberOf(frame))
    })
    claim(await world.until(() => heard.length === 5), `${heard.length} of 5 frames are heard`)
    claim(heard.join() === upTo(5), 'they are out of order')
  },
}

const counted: TransportRule = {
  says: 'frames are counted at both ends',
  async examine(world, claim) {
    const [a, b] = await connectedPeers(world, claim, 2)
    b.onFrame(() => {})
    for (let i = 0; i < 10; i++) a.send(b.self, numbered(i, 100))
    await world.until(() => (b.counters().channels.frames?.received ?? 0) === 10)
    const { sent, sentBytes } = a.counters().channels.frames
    const { received, receivedBytes } = b.counters().channels.frames
    const counts = [sent, sentBytes, received, receivedBytes].join()
    claim(counts === '10,1000,10,1000', `sent and received are ${counts}`)
  },
}

const exchanged: TransportRule = {
  says: 'a handler may be exchanged by itself, and no frame is heard twice',
  async examine(world, claim) {
    const [a, b] = await connectedPeers(world, claim, 2)
    const heard: number[] = []
    const release = b.onFrame((_, frame) => {
      heard.push(numberOf(frame))
      release()
      b.onFrame((_, next) => {
        heard.push(numberOf(next))
      })
    })
    for (let i = 0; i < 4; i++) a.send(b.self, numbered(i))
    await world.until(() => heard.length >= 4)
    await world.settle()
    claim(heard.join() === upTo(4), `they came as ${heard}`)
  },
}

const failing: TransportRule = {
  says: 'a handler that throws or rejects is counted, and the next frames come',
  async examine(world, claim) {
    const [a, b] = await connectedPeers(world, claim, 2)
    const heard: number[] = []
    b.onFrame((_, frame) => {
      heard.push(numberOf(frame))
      if (heard.length === 1) throw new Error('a handler that fails')
      return heard.length === 2 ? Promise.reject(new Error('a handler that fails late')) : undefined
    })
    for (let i = 0; i < 4; i++) a.send(b.self, numbered(i))
    claim(await world.until(() => heard.length === 4), `${heard.length} of 4 frames are heard`)
    claim(heard.join() === upTo(4), 'they are out of order')
    claim(b.counters().channels.frames.failed === 2, 'the failures are not counted')
  },
}

export const FRAME_RULES = [ordered, refusals, backPressure, waiting, exchanged, failing, counted]
