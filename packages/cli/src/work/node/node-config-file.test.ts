import { describe, expect, it } from 'vitest'
import { type Overrides, readNodeConfig } from './node-config-file.js'

const read = (text: string, overrides: Overrides = {}) => readNodeConfig(text, 'node.yaml', overrides)

function mistakes(text: string, overrides: Overrides = {}): string[] {
  const reading = read(text, overrides)
  if (reading.sound) throw new Error('nothing was found')
  return reading.mistakes.map(({ place, path, problem, remedy }) => `${place} ${path}: ${problem}. ${remedy}`)
}

function origins(text: string, overrides: Overrides): Record<string, string> {
  return Object.fromEntries(
    read(text, overrides).settings.map(({ path, value, origin, from }) => [
      path,
      `${JSON.stringify(value)} ${origin} ${from}`,
    ]),
  )
}

describe('the config of a node', () => {
  it('has a default for everything', () => {
    expect(read('')).toMatchObject({
      sound: true,
      config: { api: { host: '127.0.0.1', port: 7321 }, clock: { speed: 1 }, mode: 'run', members: [] },
    })
  })

  it('takes a flag before the environment, that before the file, and keeps where each value is from', () => {
    const text = 'mode: manual\napi:\n  port: 1\n  host: 10.0.0.1\nretention:\n  days: 3\n'
    const environment = { JAZZGRID_API_PORT: '2', JAZZGRID_API_HOST: '10.0.0.2', JAZZGRID_CLOCK_ALARM_ABOVE_MS: '' }
    expect(origins(text, { environment, set: ['api.port=3'] })).toMatchObject({
      mode: '"manual" file node.yaml:1:7',
      'api.port': '3 flag --set api.port=3',
      'api.host': '"10.0.0.2" env JAZZGRID_API_HOST',
      'retention.days': '3 file node.yaml:6:9',
      'clock.alarmAboveMs': '2000 default ',
    })
  })

  it('names place, path, what was expected, what was found and what to do, for all mistakes at once', () => {
    const text =
      'mode: rum\nlisten: [tcp://home]\napi:\n  prot: 80\nclock:\n  speed: "60"\nsite:\n  scenario: misono-day\n'
    expect(mistakes(text)).toEqual([
      'node.yaml:1:7 mode: expected "run" or "soft-stop" or "stop" or "manual", found "rum". Did you mean "run"?',
      'node.yaml:2:10 listen.0: expected an address such as /ip4/192.168.1.7/tcp/4001, found "tcp://home". Change it',
      'node.yaml:4:3 api.prot: unknown key. Did you mean "port"?',
      'node.yaml:6:10 clock.speed: expected a number, found "60". Remove the quotes',
      'node.yaml:8:3 site.name: missing; expected text. Add it',
    ])
  })

  it('says what is wrong in a variable or a flag by its name', () => {
    expect(mistakes('', { environment: { JAZZGRID_API_PORT: 'many' }, set: ['api.hots=[]'] }).sort()).toEqual([
      '--set api.hots=[] api.hots: unknown key. Did you mean "host"?',
      'JAZZGRID_API_PORT api.port: expected a number, found "many". Change it',
    ])
  })

  it('finds a key at home elsewhere', () => {
    expect(mistakes('port: 80\n')).toEqual([expect.stringContaining('port: unknown key. ')])
  })

  it.each(['- 1', 'just text', 'a: [', 'mode: run\nmode: stop'])('has mistakes and no crash in %j', (text) => {
    expect(mistakes(text)).toHaveLength(1)
  })

  it('serves the API where the sound part of the file wants it', () => {
    expect(read('api: {port: 80}\nmode: rum\n')).toMatchObject({ sound: false, api: { port: 80 } })
    expect(read('api: {port: many}\n')).toMatchObject({ sound: false, api: { port: 7321 } })
  })
})
