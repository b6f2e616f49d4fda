import { describe, expect, it } from 'vitest'
import { Listeners } from './listeners.js'

describe('listeners', () => {
  it('hear in the order in which they came, until they are released', () => {
    const listeners = new Listeners<number>()
    const heard: string[] = []
    const release = listeners.add((n) => heard.push(`a${n}`))
    listeners.add((n) => heard.push(`b${n}`))
    listeners.tell(1)
    release()
    release()
    listeners.tell(2)
    listeners.clear()
    listeners.tell(3)
    expect(heard).toEqual(['a1', 'b1', 'b2'])
  })

  it('may come and go while an event is told', () => {
    const listeners = new Listeners<number>()
    const heard: string[] = []
    let release = () => {}
    listeners.add((n) => {
      heard.push(`a${n}`)
      release()
      if (n === 1) listeners.add((m) => heard.push(`late${m}`))
    })
    release = listeners.add((n) => heard.push(`b${n}`))
    listeners.tell(1)
    listeners.tell(2)
    expect(heard).toEqual(['a1', 'a2', 'late2'])
  })
})
