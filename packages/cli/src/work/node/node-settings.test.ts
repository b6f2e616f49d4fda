import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jazzgrid } from '../../../test/command-line.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jazzgrid-settings-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const write = (text: string) => writeFileSync(join(folder, 'node.yaml'), text)

describe('the settings of a node', () => {
  it('are shown with where each comes from', async () => {
    write('account: 3\napi: {port: 8000}\n')
    const { code, stdout } = await jazzgrid(['config', 'show', '--folder', folder])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^api\.port +8000 .*node\.yaml:2:\d+$/m)
    expect(stdout).toMatch(/^api\.host +"127\.0\.0\.1" +default$/m)
    const report = JSON.parse((await jazzgrid(['config', 'show', '--folder', folder, '--json'])).stdout)
    expect(report).toMatchObject({ schema: 'jazzgrid/config@1', sound: true, mistakes: [] })
  })

  it('are checked: sound, or every mistake with its place and what to do', async () => {
    write('account: 3\n')
    expect(await jazzgrid(['config', 'check', '--folder', folder])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('node.yaml: sound'),
    })
    write('acount: 3\nmode: fast\n')
    const { code, stderr } = await jazzgrid(['config', 'check', join(folder, 'node.yaml')])
    expect(code).toBe(2)
    expect(stderr).toMatch(/node\.yaml:1:1: acount/)
    expect(stderr).toMatch(/node\.yaml:2:\d: mode/)
    expect((await jazzgrid(['config', 'show', '--folder', folder])).code).toBe(2)
  })

  it('have a schema for editors', async () => {
    const { code, stdout } = await jazzgrid(['config', 'schema', '--node'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ title: 'Jazzgrid node', type: 'object' })
  })
})
