import { fineEnergy, percent, type Row, type Scenario } from '@jazzgrid/sim'
import type { RowText } from '../row-text.js'

/** The states of charge that a store may use, 0..1. */
export interface Band {
  readonly least: number
  readonly most: number
}

/** The bands of the batteries and cars of a scenario by their names. */
export const bandsOf = ({ sites }: Scenario): ReadonlyMap<string, Band> =>
  new Map(
    sites.flatMap(({ devices }) =>
      devices.flatMap((device): [string, Band][] =>
        device.kind === 'battery' || device.kind === 'ev'
          ? [[device.name, { least: device.minimumSoc, most: device.maximumSoc }]]
          : [],
      ),
    ),
  )

/** Nearer than this to its border a band is used up: whole watt-hours seldom reach it [share of the capacity]. */
const NEAR = 0.001

/**
 * What a battery or car did in a slot and why, then what was planned against what was metered, where its charge went, and
 * what driving took and lacked. In brief only what it did, why, and what lacked.
 */
export function storeLines(row: Row, text: RowText, brief: boolean, band?: Band): string[] {
  const head = `  ${row.agent} ${deed(row, text)}: ${why(row, text)}`
  if (brief) return [[head, ...lack(row, text)].join('; ')]
  const details = [plan(row, text), charge(row, text, band), ...driving(row, text), ...lack(row, text)]
  return [head, `        ${details.join(', ')}`]
}

function deed({ energy_wh }: Row, text: RowText): string {
  const moved = number(energy_wh)
  if (Number.isNaN(moved)) return text.say('unmetered')
  if (moved === 0) return text.say('idle')
  return `${text.say(moved > 0 ? 'charged' : 'discharged')} ${fineEnergy(Math.abs(moved))}`
}

/** Nobody is left without an answer: a record without a reason says that it has none. */
function why(row: Row, text: RowText): string {
  if (number(row.energy_wh) === 0 && number(row.planned_wh) !== 0 && row.planned_wh !== null) return obstacle(row, text)
  return intent(row, text)
}

function intent({ planned_wh, reasons }: Row, text: RowText): string {
  if (planned_wh === null) return text.say('noSetpoint')
  return reasons ? text.reasons({ reasons }) : text.say('noReason')
}

/** What stood between a setpoint and the meter: the terminal, or the store and the connection of the site. */
const obstacle = ({ kind, plugged }: Row, text: RowText): string =>
  text.say(kind === 'ev' && plugged === 0 ? 'noTerminal' : 'limited')

/** Positive into the store. The head gives one of intent and obstacle; where they differ the other one stands here. */
function plan(row: Row, text: RowText): string {
  const [planned, metered] = [number(row.planned_wh), number(row.energy_wh)]
  const [asked, given] = [
    `${text.say('planned')} ${fineEnergy(planned)}`,
    `${text.say('metered')} ${fineEnergy(metered)}`,
  ]
  if (Number.isNaN(planned)) return given
  if (planned === metered) return `${asked}, ${given}`
  return metered === 0 ? `${asked} (${intent(row, text)}), ${given}` : `${asked}, ${given} (${obstacle(row, text)})`
}

function charge({ soc, soc_before }: Row, text: RowText, band: Band | undefined): string {
  const after = percent(number(soc), 1) + border(number(soc), text, band)
  return soc_before === null ? `${text.say('socAfter')} ${after}` : `SOC ${percent(number(soc_before), 1)} -> ${after}`
}

/** Whatever the reason says, a full store cannot charge and an empty one cannot give. */
function border(soc: number, text: RowText, band: Band | undefined): string {
  if (band === undefined) return ''
  if (soc >= band.most - NEAR) return ` (${text.say('full')})`
  return soc <= band.least + NEAR ? ` (${text.say('empty')})` : ''
}

function driving({ driven_wh }: Row, text: RowText): string[] {
  return number(driven_wh) > 0 ? [text.filled('drove', fineEnergy(number(driven_wh)))] : []
}

function lack({ stranded_wh }: Row, text: RowText): string[] {
  return number(stranded_wh) > 0 ? [text.filled('lacked', fineEnergy(number(stranded_wh)))] : []
}

const number = (value: Row[string] | undefined): number => (value == null ? Number.NaN : Number(value))
