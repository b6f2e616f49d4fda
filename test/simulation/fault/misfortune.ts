import type { PeerName } from '@jazzgrid/network'
import type { Community } from '../community/community.js'

/** One thing that happens to a community, with the words for it. */
export interface Misfortune {
  /** ms since midnight. */
  readonly at: number
  readonly says: string
  readonly befall: (community: Community) => void
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

/** The program, or the whole machine, stops and is started again. */
export function crash(at: number, name: PeerName, what: 'program' | 'machine', until: number): Misfortune {
  return {
    at,
    says: `the ${what} of ${name} stops until ${seconds(until)}`,
    befall(community) {
      const home = community.home(name)
      home.crash(what)
      community.at(until, () => community.start(name))
    },
  }
}

/** The program stops between two of the things that it does. */
export function crashBetween(at: number, name: PeerName, effects: number, pause: number): Misfortune {
  return {
    at,
    says: `${name} stops before the ${effects}th message that it sends, for ${seconds(pause)}`,
    befall(community) {
      const home = community.home(name)
      home.crashAfter(effects, () => {
        home.crash('program')
        community.at(community.time + pause, () => community.start(name))
      })
    },
  }
}

export function badDisk(at: number, name: PeerName, state: 'full' | 'unsure', until: number): Misfortune {
  return {
    at,
    says: `the disk of ${name} is ${state} until ${seconds(until)}`,
    befall(community) {
      const { disk } = community.home(name)
      disk.state = state
      community.at(until, () => {
        disk.state = 'sound'
      })
    },
  }
}

/** A disk that says that it has synced, until the power fails. */
export function lyingDisk(at: number, name: PeerName, until: number): Misfortune {
  return {
    at,
    says: `the disk of ${name} only says that it writes, until its power fails at ${seconds(until)}`,
    befall(community) {
      const home = community.home(name)
      home.disk.lies = true
      community.at(until, () => {
        home.crash('machine')
        home.disk.lies = false
        community.start(name)
      })
    },
  }
}

/** Somebody puts back a copy of the disk that was made earlier. */
export function restoredBackup(at: number, name: PeerName, copiedAt: number): Misfortune {
  return {
    at: copiedAt,
    says: `the disk of ${name} is copied, and the copy is put back at ${seconds(at)}`,
    befall(community) {
      const home = community.home(name)
      const { age } = home.disk
      community.at(at, () => {
        home.crash('program')
        void home.disk.putBack(age).then(() => community.start(name))
      })
    },
  }
}

export function partition(at: number, groups: readonly (readonly PeerName[])[], until: number): Misfortune {
  return {
    at,
    says: `the network parts into ${groups.map((group) => group.join(' ')).join(' | ')} until ${seconds(until)}`,
    befall(community) {
      const heal = community.network.partition(...groups)
      community.at(until, heal)
    },
  }
}

export function flap(at: number, groups: readonly (readonly PeerName[])[], until: number): Misfortune {
  return {
    at,
    says: `the line between ${groups.map((group) => group.join(' ')).join(' and ')} comes and goes until ${seconds(until)}`,
    befall(community) {
      const brief = () => 200 + community.chance.integer(2_000)
      const end = community.network.flap(groups, brief, brief)
      community.at(until, end)
    },
  }
}

export function oneWay(at: number, from: PeerName, to: PeerName, until: number): Misfortune {
  return {
    at,
    says: `nothing gets from ${from} to ${to} until ${seconds(until)}`,
    befall(community) {
      const heal = community.network.cut(from, to)
      community.at(until, heal)
    },
  }
}

export function wrongClock(at: number, name: PeerName, by: number): Misfortune {
  return {
    at,
    says: `the clock of ${name} jumps by ${seconds(by)}`,
    befall(community) {
      community.home(name).clock.step(by)
    },
  }
}

export function driftingClock(at: number, name: PeerName, ppm: number): Misfortune {
  return {
    at,
    says: `the clock of ${name} runs ${Math.abs(ppm)} ppm too ${ppm < 0 ? 'slowly' : 'fast'}`,
    befall(community) {
      community.home(name).clock.drift(ppm)
    },
  }
}
