import { type IncomingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type NodeClient, openNode } from '../src/api/index.js'
import { textOf } from '../src/folder/atomic-file.js'
import { LoneHome } from './lone-home.js'

let home: LoneHome
let node: NodeClient
let token: string
beforeAll(async () => {
  home = await LoneHome.make()
  home.config.input = { api: { port: 0, hosts: ['solar.local:7321'] } }
  await home.start()
  node = await openNode(home.folder)
  token = (await textOf(join(home.folder, 'admin.token')))!.trim()
})
afterAll(() => home.close())

interface Heard {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** One request as it is written here: `fetch` lets nobody choose Host and Origin. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const asked = request(node.url + path, { method, headers: { authorization: `Bearer ${token}`, ...headers } })
    asked.on('error', reject)
    asked.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }))
      response.on('error', () => resolve({ status: response.statusCode!, headers: response.headers, text }))
    })
    asked.end(body)
  })
}

const codeOf = ({ text }: Heard): string => (JSON.parse(text) as { code: string }).code

describe('the local API', () => {
  it.each([
    ['its own address', () => new URL(node.url).host, 200],
    ['localhost', () => `localhost:${new URL(node.url).port}`, 200],
    ['a name of the config, in any case', () => 'Solar.local:7321', 200],
    ['a name that was pointed here', () => `evil.example:${new URL(node.url).port}`, 421],
    ['another port', () => '127.0.0.1:80', 421],
  ])('called by %s answers accordingly', async (_, host, status) => {
    expect((await ask('/v1/status', { host: host() })).status).toBe(status)
  })

  it('takes no request from a page of another origin, and one from its own', async () => {
    const strange = await ask('/livez', { origin: 'http://evil.example' })
    expect([strange.status, codeOf(strange)]).toEqual([403, 'bad-origin'])
    expect((await ask('/livez', { origin: 'null' })).status).toBe(403)
    expect((await ask('/livez', { origin: node.url })).status).toBe(200)
    expect(strange.headers['access-control-allow-origin']).toBeUndefined()
  })

  it('says what it does not have', async () => {
    const nothing = await ask('/v1/nothing')
    expect([nothing.status, codeOf(nothing)]).toEqual([404, 'not-found'])
    const method = await ask('/v1/book', {}, 'DELETE')
    expect([method.status, codeOf(method)]).toEqual([405, 'method-not-allowed'])
    expect((await ask('/v1/tokens/%zz', {}, 'DELETE')).status).toBe(400)
  })

  it.each([
    ['PUT', '/v1/mode', '{"mode":"rum"}', 'mode'],
    ['PUT', '/v1/mode', '{"mode":"run","more":1}', 'more'],
    ['PUT', '/v1/mode', '{"mode":', 'no JSON'],
    ['PUT', '/v1/mode', '', 'the body'],
    ['POST', '/v1/tokens', '{"name":"a b","scopes":["read"]}', 'name'],
    ['POST', '/v1/tokens', '{"name":"a","scopes":[]}', 'scopes'],
    ['POST', '/v1/votes', '{"change":{"to":"admit","key":"00"}}', 'change'],
  ])('refuses %s %s with %j', async (method, path, body, word) => {
    const heard = await ask(path, {}, method, body)
    expect([heard.status, codeOf(heard)]).toEqual([400, 'bad-request'])
    expect(heard.text).toContain(word)
  })

  it.each([
    '/v1/book?slot_ms=1',
    '/v1/book?slot_ms=x',
    '/v1/book?slot_ms=-1800000',
    '/v1/trades?own=yes',
    '/v1/trades?after=first',
    '/v1/explain',
    '/v1/explain?order=1&slot_ms=0',
  ])('refuses %s', async (path) => {
    expect(codeOf(await ask(path))).toBe('bad-request')
  })

  it('reads no more of a body than it allows', async () => {
    const heard = await ask('/v1/mode', {}, 'PUT', JSON.stringify({ mode: 'x'.repeat(70_000) }))
    expect([heard.status, codeOf(heard)]).toEqual([413, 'too-large'])
  })

  it('outlives a connection that talks nonsense', async () => {
    const { hostname, port } = new URL(node.url)
    const socket = connect(Number(port), hostname)
    const heard = new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))))
    socket.write('\x16\x03\x01 no http at all\r\n\r\n')
    expect(await heard).toContain('400 Bad Request')
    socket.destroy()
    expect(await node.live()).toMatchObject({ state: 'running' })
  })

  it('gives metrics that a scraper can read', async () => {
    const { headers, text } = await ask('/metrics')
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
    const lines = text.trimEnd().split('\n')
    const names = new Set(lines.flatMap((line) => /^# TYPE (\S+) (counter|gauge)$/.exec(line)?.[1] ?? []))
    const sample = /^(\w+)(?:\{\w+="[^"]*"(?:,\w+="[^"]*")*\})? (NaN|-?[\d.e+-]+)$/
    for (const line of lines.filter((each) => !each.startsWith('#'))) {
      expect(line).toMatch(sample)
      expect(names).toContain(sample.exec(line)![1])
    }
    for (const name of ['height', 'rounds_total', 'peers', 'store_batches_total', 'event_loop_delay_seconds']) {
      expect(names).toContain(`jazzgrid_${name}`)
    }
    expect(names.size).toBeGreaterThanOrEqual(15)
  })
})
