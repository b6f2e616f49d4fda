import { REJECTED } from '../peer/peer-scores.js'
import { MAX_MESSAGE, type Transport, type Verdict } from '../transport.js'
import { connectedPeers, numbered, numberOf, type TransportRule, type TransportWorld } from './transport-rule.js'

/** What each peer heard, as numbers in the order of their coming; all listen to the first topic with one verdict. */
async function listening(world: TransportWorld, peers: readonly Transport[], verdict: Verdict = 'accept') {
  const [topic] = world.topics
  const heard = peers.map(() => [] as number[])
  peers.forEach((peer, i) => {
    peer.subscribe(topic, (data) => {
      heard[i].push(numberOf(data))
      return verdict
    })
  })
  await world.until(() => peers.every((peer) => peer.subscribers(topic).length === peers.length - 1))
  return heard
}

const sorted = (numbers: readonly number[]): string => [...numbers].sort((a, b) => a - b).join()

const reachesEverybody: TransportRule = {
  says: 'a message reaches every subscriber once and not its publisher',
  async examine(world, claim) {
    const peers = await connectedPeers(world, claim, 4)
    const heard = await listening(world, peers)
    const wanted = peers.map((_, i) => sorted(peers.flatMap((_, j) => (i === j ? [] : [10 * j, 10 * j + 1]))))
    peers.forEach((peer, i) => {
      for (const k of [0, 1]) claim(peer.publish(world.topics[0], numbered(10 * i + k)).ok, 'publish refuses')
    })
    await world.until(() => heard.every((numbers) => numbers.length >= 6))
    await world.settle()
    for (const [i, numbers] of heard.entries()) {
      claim(sorted(numbers) === wanted[i], `peer ${i} heard ${sorted(numbers)}, not ${wanted[i]}`)
    }
  },
}

const equalBytes: TransportRule = {
  says: 'equal bytes are one message on one topic and two on two topics',
  async examine(world, claim) {
    const [a, b] = await connectedPeers(world, claim, 2)
    const heard = await listening(world, [a, b])
    let other = 0
    b.subscribe(world.topics[1], () => {
      other++
      return 'accept'
    })
    await world.until(() => a.subscribers(world.topics[1]).length === 1)
    for (let i = 0; i < 3; i++) a.publish(world.topics[0], numbered(7))
    a.publish(world.topics[1], numbered(7))
    b.publish(world.topics[0], numbered(8))
    await world.until(() => heard[0].length > 0 && heard[1].length > 0 && other > 0)
    b.publish(world.topics[0], numbered(7)) // it has heard it, so it has nothing to tell
    await world.settle()
    claim(sorted(heard[0]) === '8' && sorted(heard[1]) === '7', `heard ${heard.join(' and ')}, not 8 and 7`)
    claim(other === 1, `heard it ${other} times on the other topic`)
  },
}

const verdicts: TransportRule = {
  says: 'a reject costs its bringer points, an ignore and a handler that throws cost nothing',
  async examine(world, claim) {
    const [a, b, c] = await connectedPeers(world, claim, 3)
    const [topic] = world.topics
    const answers: (() => Verdict | Promise<Verdict>)[] = [
      () => 'ignore',
      () => {
        throw new Error('a handler that fails')
      },
      () => Promise.reject(new Error('a handler that fails late')),
      () => 'reject',
      () => Promise.resolve('reject'),
    ]
    b.subscribe(topic, (data) => answers[numberOf(data)]())
    await world.until(() => a.subscribers(topic).length === 1)
    for (const [i, points] of [0, 0, 0, REJECTED, 2 * REJECTED].entries()) {
      a.publish(topic, numbered(i))
      await world.until(() => (b.counters().channels[topic]?.received ?? 0) === i + 1)
      await world.settle()
      const score = b.score(a.self)
      // marks fade while time passes
      claim(Math.abs(score + points) <= points / 5, `after message ${i} the score is ${score}, not ${-points}`)
    }
    claim(b.score(c.self) === 0, 'somebody else is blamed')
    const { ignored, failed, rejected, accepted } = b.counters().channels[topic]
    claim([ignored, failed, rejected, accepted].join() === '1,2,2,0', 'the verdicts are not counted')
  },
}

const sizes: TransportRule = {
  says: 'a message of the largest size arrives; a larger one, an empty one and one on an unknown topic are refused',
  async examine(world, claim) {
    const peers = await connectedPeers(world, claim, 2)
    const heard = await listening(world, peers)
    const [topic] = world.topics
    const refusals = [
      peers[0].publish(topic, new Uint8Array(MAX_MESSAGE + 1)),
      peers[0].publish(topic, new Uint8Array(0)),
      peers[0].publish('nobody-knows-this-topic', numbered(1)),
    ].map((handed) => (handed.ok ? 'taken' : handed.reason))
    claim(refusals.join() === 'too-large,empty,unknown-topic', `they are ${refusals}`)
    claim(peers[0].publish(topic, numbered(3, MAX_MESSAGE)).ok, 'the largest message is refused')
    claim(await world.until(() => heard[1].includes(3)), 'the largest message does not arrive whole')
    claim(peers[0].counters().refused['too-large'] === 1, 'refusals are not counted')
  },
}

const released: TransportRule = {
  says: 'who has released a topic hears it no more, and may subscribe again',
  async examine(world, claim) {
    const [a, b] = await connectedPeers(world, claim, 2)
    const [topic] = world.topics
    const heard: number[] = []
    const hear = (data: Uint8Array): Verdict => {
      heard.push(numberOf(data))
      return 'accept'
    }
    const release = b.subscribe(topic, hear)
    await world.until(() => a.subscribers(topic).length === 1)
    release()
    claim(await world.until(() => a.subscribers(topic).length === 0), 'the publisher still counts it in')
    a.publish(topic, numbered(1))
    await world.settle()
    claim(heard.length === 0, 'it hears on')
    b.subscribe(topic, hear)
    claim(await world.until(() => a.subscribers(topic).length === 1), 'it cannot subscribe again')
  },
}

const asynchronous: TransportRule = {
  says: 'a verdict may come late',
  async examine(world, claim) {
    const [a, b] = await connectedPeers(world, claim, 2)
    const [topic] = world.topics
    b.subscribe(topic, () => Promise.resolve('accept'))
    await world.until(() => a.subscribers(topic).length === 1)
    a.publish(topic, numbered(1))
    claim(await world.until(() => b.counters().channels[topic]?.accepted === 1), 'it is lost')
  },
}

export const GOSSIP_RULES = [reachesEverybody, equalBytes, verdicts, sizes, released, asynchronous]
