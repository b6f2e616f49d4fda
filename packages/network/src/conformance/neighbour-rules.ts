import { STANDING } from '../peer/peer-scores.js'
import { connectedPeers, eventLog, introduce, numbered, type TransportRule } from './transport-rule.js'

const connects: TransportRule = {
  says: 'peers that reach each other are connected, and both hear of it',
  async examine(world, claim) {
    const [a, b] = [await world.start(), await world.start()]
    const logs = [eventLog(a), eventLog(b)]
    claim(a.addresses().length > 0, 'a peer has no address')
    claim(a.peers().length === 0 && b.peers().length === 0, 'they are connected before they reach')
    introduce(b, [a])
    claim(await world.until(() => logs.every((log) => log.length > 0)), 'not both hear of it')
    claim(logs[0].join() === `connected ${b.self}` && logs[1].join() === `connected ${a.self}`, `they hear ${logs}`)
    claim(a.peers().join() === b.self && b.peers().join() === a.self, 'they are not neighbours')
    claim(a.counters().connected === 1, 'connections are not counted')
  },
}

const strangers: TransportRule = {
  says: 'a stranger is never connected and hears nothing, whoever reaches for whom',
  async examine(world, claim) {
    const [topic] = world.topics
    const stranger = await world.start()
    const home = await world.start([])
    const member = await world.start()
    home.admit([member.self])
    const logs = [eventLog(stranger), eventLog(home)]
    const heard: Uint8Array[] = []
    for (const peer of [stranger, member]) {
      peer.subscribe(topic, (data) => {
        heard.push(data)
        return 'accept'
      })
    }
    introduce(stranger, [home])
    introduce(home, [stranger])
    introduce(member, [home])
    claim(await world.until(() => home.subscribers(topic).includes(member.self)), 'the member is not connected')
    home.publish(topic, numbered(1))
    await world.until(() => heard.length > 0)
    await world.settle()
    claim(heard.length === 1, 'the stranger hears a message')
    claim(logs[0].length === 0 && stranger.peers().length === 0, `the stranger hears ${logs[0]}`)
    claim(logs[1].join() === `connected ${member.self}`, `home hears ${logs[1]}`)
    claim(!stranger.send(home.self, numbered(1)).ok, 'the stranger may send')
  },
}

const revoked: TransportRule = {
  says: 'who is no longer admitted is hung up at once, stays out, and may come back when admitted again',
  async examine(world, claim) {
    const [a, b, c] = await connectedPeers(world, claim, 3)
    const logs = [eventLog(a), eventLog(b)]
    a.admit([c.self])
    claim(!a.send(b.self, numbered(1)).ok && a.peers().join() === c.self, 'it is still a neighbour')
    claim(await world.until(() => logs.every((log) => log.length > 0)), 'not both hear that it is over')
    await world.settle()
    claim(logs[0].join() === `disconnected ${b.self}`, `the one side hears ${logs[0]}`)
    claim(!b.peers().includes(a.self), 'the other side takes it for connected')
    a.admit([b.self, c.self])
    claim(await world.until(() => a.peers().includes(b.self) && b.peers().includes(a.self)), 'it cannot come back')
    claim(a.counters().disconnected === 1, 'a neighbour who stayed on the list was hung up')
  },
}

const banned: TransportRule = {
  says: 'penalties add up, and a peer with too many is hung up and stays out',
  async examine(world, claim) {
    const [a, b] = await connectedPeers(world, claim, 2)
    const events = eventLog(b)
    a.penalise(b.self, -STANDING.banned / 2, 'nonsense')
    await world.settle()
    claim(a.peers().includes(b.self), 'half of it is enough')
    a.penalise(b.self, -STANDING.banned, 'nonsense')
    claim(a.score(b.self) <= STANDING.banned, `the score is ${a.score(b.self)}`)
    claim(!a.peers().includes(b.self), 'it is still a neighbour')
    await world.until(() => events.length > 0)
    await world.settle()
    claim(!a.peers().includes(b.self) && !b.peers().includes(a.self), 'it is connected again')
    claim(a.counters().penalties.nonsense === 2, 'penalties are not counted')
  },
}

const reconnects: TransportRule = {
  says: 'reconnect gives a new connection that works',
  async examine(world, claim) {
    const [a, b] = await connectedPeers(world, claim, 2)
    const logs = [eventLog(a), eventLog(b)]
    let frames = 0
    b.onFrame(() => {
      frames++
    })
    a.reconnect(b.self, 'tired')
    await world.until(() => logs.every((log) => log.length > 1))
    claim(logs[0].join() === `disconnected ${b.self},connected ${b.self}`, `the one side hears ${logs[0]}`)
    claim(logs[1].join() === `disconnected ${a.self},connected ${a.self}`, `the other side hears ${logs[1]}`)
    a.send(b.self, numbered(1))
    claim(await world.until(() => frames === 1), 'a frame on the new connection is lost')
    claim(a.counters().hungUp.tired === 1, 'the reason is not counted')
  },
}

const closed: TransportRule = {
  says: 'closing ends every connection, then nothing is heard and calls are refused',
  async examine(world, claim) {
    const [topic] = world.topics
    const [a, b] = await connectedPeers(world, claim, 2)
    const logs = [eventLog(a), eventLog(b)]
    a.subscribe(topic, () => {
      logs[0].push('message')
      return 'accept'
    })
    await world.until(() => b.subscribers(topic).length === 1)
    b.publish(topic, numbered(0))
    await world.until(() => logs[0].includes('message'))
    logs[0].length = 0
    await a.close()
    claim(logs[0].join() === `disconnected ${b.self}`, `its own handlers hear ${logs[0]}`)
    claim(a.peers().length === 0, 'it has neighbours')
    claim(await world.until(() => logs[1].length > 0), 'the other does not hear of it')
    claim(logs[1][0] === `disconnected ${a.self}`, `the other hears ${logs[1]}`)
    const answers = [a.publish(topic, numbered(1)), a.send(b.self, numbered(1))]
    claim(
      answers.every((answer) => !answer.ok && answer.reason === 'closed'),
      'calls are not refused',
    )
    b.publish(topic, numbered(2))
    await a.close()
    await world.settle()
    claim(logs[0].length === 1, `it hears ${logs[0]} after it was closed`)
  },
}

export const NEIGHBOUR_RULES = [connects, strangers, revoked, banned, reconnects, closed]
