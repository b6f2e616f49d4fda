import { describe, expect, it } from 'vitest'
import { doorsOf } from './own-doors.js'

describe('where strangers find a door', () => {
  it('is where it listens', () => expect(doorsOf('127.0.0.1', 4002, ['192.0.2.1'])).toEqual(['http://127.0.0.1:4002']))

  it('is every address of the machine where it listens on all', () => {
    const machine = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5']
    expect(doorsOf('0.0.0.0', 4002, machine)).toEqual(machine.slice(0, 4).map((host) => `http://${host}:4002`))
    expect(doorsOf('::', 4002, [])).toEqual(['http://127.0.0.1:4002'])
  })

  it('names an IPv6 address as a URL does', () => expect(doorsOf('fd00::7', 1, [])).toEqual(['http://[fd00::7]:1']))
})
