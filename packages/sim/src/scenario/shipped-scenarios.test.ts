import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadShipped } from './shipped-scenarios.js'

let folder: string
const at = (name: string) => join(folder, name)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jazzgrid-scenarios-'))
  writeFileSync(at('street.yaml'), 'name: street\nsites: [{ name: h }]\n')
  mkdirSync(at('empty'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const refusal = (nameOrPath: string): Promise<string> =>
  loadShipped(nameOrPath).then(
    () => 'accepted',
    (failure: Error) => failure.message,
  )

test('a scenario is found by its path, or by the name of a shipped one', async () => {
  expect((await loadShipped(at('street.yaml'))).text).toContain('name: street')
  expect((await loadShipped('village')).path).toMatch(/scenarios[\\/]village\.yaml$/)
})

test('what was mistyped is suggested: a shipped scenario, or a file beside it', async () => {
  expect(await refusal('vilage')).toContain('Did you mean "village"?')
  expect(await refusal(at('street.yml'))).toContain(`there is no such scenario. Give the path of a YAML file`)
  for (const name of ['street.yml', 'street', 'steret.yaml']) {
    expect(await refusal(at(name))).toContain(`Did you mean "${at('street.yaml')}"?`)
  }
  expect(await refusal('wholly-unlike-any')).toContain('Shipped: citylearn-week, misono-day, town, village')
})

test('a folder is called one, with the scenarios in it', async () => {
  expect(await refusal(folder)).toBe(
    `${folder}: this is a folder. Give the path of a YAML file, or a shipped scenario. In it: ${at('street.yaml')}`,
  )
  expect(await refusal(at('empty'))).toContain('this is a folder')
  expect(await refusal('.')).toContain('.: this is a folder')
})
